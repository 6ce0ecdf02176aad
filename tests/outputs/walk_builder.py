"""Walks, pages and readings for tests, built by hand: what is not said is as in a plain walk of Peru."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from normalize.page import Page
from normalize.walk import Credit, Evidence, FieldRepair, Photo, Reading, Statistic, Walk, WalkLink

SITE = "walkopedia"
HOME = "https://www.walkopedia.net"
MONDAY = datetime(2026, 11, 16, 8, 40, tzinfo=UTC)
WEEK = timedelta(days=7)

Pair = tuple[Page, Reading]

PLAIN: dict[str, Any] = {
    "site": SITE,
    "url": f"{HOME}/best-world-walks/Peru/Lares-Trek",
    "path": "peru/lares-trek",
    "title": "Lares Trek",
    "country": "Peru",
    "country_code": "PE",
    "country_codes": ("PE",),
    "top_100": True,
    "rating_total": 93.0,
    "rating_beauty": 35.0,
    "rating_natural_interest": 16.0,
    "rating_human_interest": 12.0,
    "rating_charisma": 33.0,
    "rating_negative_points": 3.0,
    "rating_adds_up": True,
    "length_km_min": 25.0,
    "length_km_max": 25.0,
    "duration_hours_min": 16.0,
    "duration_hours_max": 16.0,
    "duration_days_min": 2.5,
    "duration_days_max": 2.5,
    "max_altitude_m": 4500.0,
    "difficulty": "Strenuous",
    "length_text": "25km",
    "duration_text": "16 hours or 2.5 days",
    "max_altitude_text": "4,500m",
    "key_information": ("A circuit in high mountains.", "Guides are for hire."),
    "narrative": "Peru's valleys.\n\nAnd its passes.",
    "members_only": True,
    "warnings": (),
    "photos": (Photo(1, "A lake", "Ann Example", "A lake - © Ann Example", None, None, None),),
    "credits": (Credit("photo", "Ann Example", "A lake - © Ann Example"),),
    "statistics": (Statistic("length", "25km", 25.0, 25.0, "km", False, "statistics"),),
    "links": (WalkLink("a guide", "https://guide.example/", "outside"),),
    "repairs": (
        FieldRepair("narrative", 4, 5, "?", "'", "apostrophe", 0.99, "possessive", "Peru's valleys"),
    ),
    "evidence": (Evidence("narrative", 30, 0, 15, "Peru?s valleys.", ("apostrophe: ? → '",)),),
}

NO_FIGURES: dict[str, Any] = {
    name: None for name in PLAIN if name.startswith(("rating", "length", "dur", "max"))
}


def walk(**told: Any) -> Walk:
    """A walk; its hash is over what was told, repairs left out, unless one is given."""
    values: dict[str, Any] = {f.name: None for f in fields(Walk)} | {"checks": ()} | PLAIN | told
    words = {k: v for k, v in values.items() if k not in ("url", "path", "site_id", "repairs", "warnings")}
    hashed = sha256(repr(sorted(words.items())).encode()).hexdigest()
    return Walk(**(values | {"content_sha256": told.get("content_sha256", hashed)}))


def named(title: str, country: str = "Peru", **told: Any) -> Walk:
    """A walk at the generation-3 address that its title and country give."""
    slug, place = title.replace(" ", "-"), country.replace(" ", "-")
    address = f"{HOME}/best-world-walks/{place}/{slug}"
    code = told.pop("code", "PE")
    where = {"url": address, "path": f"{place}/{slug}".lower(), "title": title, "country": country}
    return walk(**(where | {"country_code": code, "country_codes": (code,)} | told))


def numbered(number: int, title: str = "Lares Trek", **told: Any) -> Walk:
    """A walk at a generation-2 address, which names no country."""
    nowhere = {"path": None, "country": None, "country_code": None, "country_codes": ()}
    address = f"{HOME}/walks/display-walk.asp?WalkID={number}"
    return walk(**({"url": address, "site_id": str(number), "title": title} | nowhere | told))


def bare(title: str = "Lares Trek", **told: Any) -> Walk:
    """A walk from a file that has no address."""
    nowhere = {"url": None, "path": None, "country": None, "country_code": None, "country_codes": ()}
    return walk(**({"title": title} | nowhere | told))


def read(walk: Walk, at: datetime | None = MONDAY, **told: Any) -> Pair:
    """A page that tells of a walk, and what was read in it."""
    body = repr(walk).encode("utf-8", "surrogatepass")
    archived: dict[str, Any] = {
        "archive_file": "archive/a.warc.gz",
        "archive_offset": int(sha256(body).hexdigest()[:6], 16),
    }
    page = Page(body=body, url=walk.url, content_type="text/html", fetched_at=at, **archived)
    reading = Reading("walk", None, walk, walk.site, walk.url, None, "utf-8", "lexbor")
    return page, replace(reading, **told)


def answer(url: str, outcome: str, at: datetime = MONDAY, status: int = 200, **told: Any) -> Pair:
    """A page that tells of no walk."""
    page = Page(body=b"", url=url, status=status, fetched_at=at, archive_file="archive/a.warc.gz")
    return page, replace(Reading(outcome, f"it is {outcome}", None, SITE, url), **told)


def gone(walk: Walk, at: datetime) -> Pair:
    """The answer that a walk's page is no more."""
    assert walk.url
    return answer(walk.url, "gone", at, 404)


def unreadable(walk: Walk, at: datetime) -> Pair:
    """A walk's page that answers, and reads as a walk no longer."""
    assert walk.url
    return answer(walk.url, "failed", at, 200)


def several(count: int, **told: Any) -> list[Walk]:
    """Different walks of one country."""
    return [
        named(f"Walk Number {n}", rating_beauty=20.0 + n / 2, length_km_min=float(n), **told)
        for n in range(count)
    ]
