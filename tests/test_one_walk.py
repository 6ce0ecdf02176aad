"""From bytes to published tables: one walk is one row however it was met, and two walks are never one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from normalize import normalize
from normalize.sources import read_pages
from outputs.publish import Publication, publish
from tests.normalize.sources.warcs import HTML, Warc

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Waypost

MONDAY = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
HOME = "https://www.walkopedia.net"
SECOND = "/walks/display-walk.asp?WalkID="
THIRD = "/best-world-walks/"
LARES = f"{THIRD}Peru/Lares-Trek"
LARES_ID = "walkopedia:peru/lares-trek"

FIGURES = {
    "Beauty": "31",
    "Natural interest": "14",
    "Human interest": "11",
    "Charisma": "29",
    "Negative points": "3",
    "Length": "25km",
    "Maximum Altitude": "4,500m",
}
OTHERS = {
    "Beauty": "22",
    "Natural interest": "9",
    "Human interest": "5",
    "Charisma": "17",
    "Negative points": "1",
    "Length": "9km",
    "Maximum Altitude": "820m",
}
THIRDS = {
    "Beauty": "27.5",
    "Natural interest": "8",
    "Human interest": "7",
    "Charisma": "20",
    "Negative points": "2",
    "Length": "61km",
    "Maximum Altitude": "1,310m",
}
RATING = list(FIGURES)[:5]


def html(title: str, figures: dict[str, str] = FIGURES, canonical: str = "", crumb: str = "") -> bytes:
    """A walk's page; its total adds up."""
    parts = [float(figures[label]) for label in RATING if label in figures]
    total = sum(parts[:-1]) - parts[-1] if len(parts) == len(RATING) else 0.0
    rating = "".join(f"<li>{label} {figures[label]}</li>" for label in RATING if label in figures)
    statistics = "".join(f"<li>{k}: {v}</li>" for k, v in figures.items() if k not in RATING)
    link = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
    return (
        f"<html><head><title>{escape(title)}</title>{link}</head><body>{crumb}<h1>{escape(title)}</h1>"
        f"<h2>Key information: {escape(title)}</h2><ul><li>A way over high ground.</li></ul>"
        f"<h2>Walkopedia rating</h2><ul>{rating}<li>Total rating {total:g}</li></ul>"
        f"<h2>Vital Statistics</h2><ul>{statistics}<li>2-3 days</li></ul>"
        f"<p>The way called {escape(title)} begins at a bridge and ends at an inn.</p></body></html>"
    ).encode()


@dataclass
class Site:
    """A catalogue made of one archive after the other, a week apart."""

    folder: Path
    weeks: int = 0
    last: Publication | None = field(default=None)

    def week(self, *answers: tuple[Any, ...], later: int = 1) -> Site:
        """Publish the answers of one crawl: (path, body) or (path, status, location)."""
        at = MONDAY + self.weeks * WEEK
        archive = self.folder / "archive" / f"{self.weeks:03}.warc.gz"
        _archive(answers, at).write(archive)
        self.weeks += later
        readings = ((page, normalize(page)) for page in read_pages([archive.parent]))
        self.last = publish(readings, self.folder / "catalogue", now=at, accept="a test")
        return self

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of a published table."""
        rows: list[dict[str, Any]] = pq.read_table(
            self.folder / "catalogue" / "latest" / f"{table}.parquet"
        ).to_pylist()
        return rows

    @property
    def ids(self) -> list[str]:
        """The published ids, in order."""
        return [row["walk_id"] for row in self.rows("walks")]

    def only(self) -> dict[str, Any]:
        """The one walk that is published."""
        (row,) = self.rows("walks")
        return row


def _archive(answers: tuple[tuple[Any, ...], ...], at: datetime) -> Warc:
    warc = Warc()
    for number, (path, what, *to) in enumerate(answers):
        date = f"{at + timedelta(seconds=number):%Y-%m-%dT%H:%M:%SZ}"
        if isinstance(what, bytes):
            warc.answer(path, what, date=date)
        else:
            location = [("Location", *to)] if to else []
            warc.answer(path, b"", str(what), date=date, headers=[*HTML, *location])
    return warc


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site nobody has crawled yet."""
    return Site(tmp_path)


@pytest.mark.parametrize(
    "other",
    [
        f"{SECOND}0012",
        f"{SECOND}12&WalkName=Lares+Trek",
        f"{SECOND}12&WalkName=Lares%20Trek%20(Peru)",
        f"{SECOND}12&WalkName=Lares Trek (Peru)&utm_source=letter",
        f"{SECOND}12&WalkName=Another+Walk",
        "/Walks/DISPLAY-WALK.asp?walkid=12",
        "/walks/display-walk.asp/?WalkName=x&WalkID=12#top",
        f"{THIRD}peru/lares-trek",
        f"{THIRD}PERU//Lares-Trek/",
        "/Best-World-Walks/Peru/L%61res-Trek?utm_medium=x",
        f"{THIRD}Peru/Lares-Tr%C3%A9k",
    ],
)
@pytest.mark.parametrize("later", [0, 52])
def test_any_address_of_a_walk_is_the_walk_at_once_or_a_year_later(
    site: Site, other: str, later: int
) -> None:
    first, second = (LARES, html("Lares Trek")), (other, html("Lares Trek"))
    if later:
        site.week(second, later=later).week(first)
    else:
        site.week(second, first)
    row = site.only()
    assert row["walk_id"] in (LARES_ID, "walkopedia:id-12")
    assert (row["url"], row["country"]) == (HOME + LARES, "Peru")
    assert [p["walk_id"] for p in site.rows("pages")] == [row["walk_id"]] * 2
    assert sorted(p["outcome"] for p in site.rows("pages")) == ["duplicate", "walk"]


def test_a_renamed_walk_keeps_its_id_at_both_addresses(site: Site) -> None:
    site.week((LARES, html("Lares Trek")), (f"{SECOND}12", html("Lares Trek")))
    site.week((LARES, html("Lares Way", OTHERS)), (f"{SECOND}12", html("Lares Way", OTHERS)))
    assert (site.only()["walk_id"], site.only()["title"]) == (LARES_ID, "Lares Way")
    site.week((f"{SECOND}12&WalkName=Lares+Way", html("The Lares", THIRDS)))
    assert (site.only()["walk_id"], site.only()["title"]) == (LARES_ID, "The Lares")


def test_four_equal_figures_join_a_number_to_a_path_and_three_do_not(site: Site) -> None:
    three = FIGURES | {label: OTHERS[label] for label in ("Beauty", "Charisma", "Length", "Maximum Altitude")}
    del three["Human interest"]
    without_days = html("Lares Trek", three).replace(b"2-3 days", b"5 days")
    site.week((LARES, html("Lares Trek")), (f"{SECOND}12", without_days))
    assert len(site.ids) == 2
    four = three | {"Length": "25km", "Beauty": "31"}
    site.week((f"{SECOND}12", html("Lares Trek", four).replace(b"2-3 days", b"5 days")))
    assert site.only()["walk_id"] == LARES_ID
    assert "walkopedia:id-12" in site.only()["aliases"]
    moved = [row for row in site.rows("changes") if row["kind"] == "moved"]
    assert [(row["walk_id"], json.loads(row["old"])) for row in moved] == [(LARES_ID, "walkopedia:id-12")]


def test_a_title_alone_never_joins(site: Site) -> None:
    site.week(
        (f"{THIRD}Wales/Coast-Path", html("Coast Path")),
        (f"{THIRD}Ireland/Coast-Path", html("Coast Path")),
        (f"{THIRD}Ireland/Coast-Path-North", html("Coast Path", OTHERS)),
        (f"{SECOND}9", html("Coast Path", THIRDS)),
    )
    assert len(site.ids) == 4


def test_a_number_that_could_be_either_of_two_walks_is_neither(site: Site) -> None:
    for country in ("Wales", "Ireland"):
        site.week((f"{THIRD}{country}/Coast-Path", html("Coast Path")), later=0)
        site.weeks += 1
    site.week((f"{SECOND}9", html("Coast Path")))
    assert len(site.ids) == 3


def test_a_country_on_the_page_that_contradicts_keeps_a_number_apart(site: Site) -> None:
    crumb = "<p>Home &gt; Ireland &gt; Coast Path</p>"
    site.week(
        (f"{THIRD}Wales/Coast-Path", html("Coast Path")), (f"{SECOND}9", html("Coast Path", crumb=crumb))
    )
    assert len(site.ids) == 2


def test_one_walk_under_two_countries_is_joined_by_the_site_and_by_nothing_else(site: Site) -> None:
    france, italy = f"{THIRD}France/Tour-of-Mont-Blanc", f"{THIRD}Italy/Tour-of-Mont-Blanc"
    page = html("Tour of Mont Blanc")
    site.week((france, page), (italy, page))
    assert len(site.ids) == 2
    site.week((france, html("Tour of Mont Blanc", canonical=HOME + italy)))
    assert len(site.ids) == 1


@pytest.mark.parametrize("figures", [FIGURES, OTHERS], ids=["equal figures", "other figures"])
def test_two_walks_that_swap_their_titles_stay_who_they_are(site: Site, figures: dict[str, str]) -> None:
    north, south = f"{SECOND}1", f"{THIRD}Peru/South-Way"
    site.week((north, html("North Way")), (south, html("South Way", figures)))
    for _ in range(2):
        site.week((north, html("South Way")), (south, html("North Way", figures)))
    told = {row["walk_id"]: row["title"] for row in site.rows("walks")}
    assert told == {"walkopedia:id-1": "South Way", "walkopedia:peru/south-way": "North Way"}


def test_a_walk_whose_title_and_figures_changed_is_known_again_by_what_it_was(site: Site) -> None:
    site.week((f"{SECOND}12", html("Lares Trek")), later=52)
    site.week((f"{SECOND}12", html("Lares Way", OTHERS)), (LARES, html("Lares Trek")))
    assert site.only()["walk_id"] == "walkopedia:id-12"


def test_a_redirect_carries_the_id_to_a_new_path_and_title(site: Site) -> None:
    new = f"{THIRD}Peru/Lares-Valley-Way"
    site.week((LARES, html("Lares Trek")))
    site.week((LARES, 301, new), (new, html("Lares Valley Way")))
    row = site.only()
    assert (row["walk_id"], row["url"], row["title"]) == (LARES_ID, HOME + new, "Lares Valley Way")
    assert HOME + LARES in row["aliases"]


def test_a_canonical_address_joins_a_number_under_another_title(site: Site) -> None:
    old = html("Trek of Lares", FIGURES | {"Length": "24km"}, canonical=HOME + LARES)
    site.week((f"{SECOND}12&WalkName=Trek+of+Lares", old), (LARES, html("Lares Trek")))
    assert site.only()["walk_id"] == LARES_ID


def test_a_canonical_address_is_remembered_until_its_page_is_met(site: Site) -> None:
    site.week((f"{SECOND}12", html("Trek of Lares", canonical=HOME + LARES)), later=52)
    site.week((f"{SECOND}12", html("Trek of Lares")), (LARES, html("Lares Trek")))
    assert site.only()["walk_id"] == "walkopedia:id-12"


WALKS = {f"{THIRD}Peru/Lares-Trek": ("Lares Trek", FIGURES), f"{THIRD}Peru/Dry-Pass": ("Dry Pass", OTHERS)}
WALKS[f"{SECOND}70"] = ("Mill Valley", THIRDS)
WALKS[f"{SECOND}71"] = ("Ford Valley", OTHERS | {"Beauty": "27.5", "Charisma": "20"})


@pytest.mark.parametrize("named", ["/", LARES, "/nowhere.asp", f"{THIRD}Peru"])
def test_a_template_that_calls_one_address_canonical_everywhere_merges_nothing(
    site: Site, named: str
) -> None:
    site.week(*((path, html(*told, canonical=HOME + named)) for path, told in WALKS.items()))
    site.week(*((path, html(*told)) for path, told in WALKS.items()))
    assert len(site.ids) == len(WALKS)


@pytest.mark.parametrize("named", ["/", LARES, "/nowhere.asp"])
def test_dead_walks_that_are_all_sent_to_one_address_are_not_one_walk(site: Site, named: str) -> None:
    site.week(*((path, html(*told)) for path, told in WALKS.items()))
    site.week(*((path, 302, named) for path in WALKS if path != named), (LARES, html("Lares Trek")))
    assert len(site.ids) == len(WALKS)


def test_a_redirect_that_ended_joins_nothing(site: Site) -> None:
    dry = f"{THIRD}Peru/Dry-Pass"
    near = html("Dry Pass", OTHERS | {"Beauty": "31"})
    site.week((LARES, html("Lares Trek")), (dry, 302, LARES), later=0)
    site.weeks = 1
    site.week((LARES, html("Lares Trek")), (dry, near))
    assert len(site.ids) == 2


def test_the_order_of_pages_in_an_archive_decides_nothing(site: Site, tmp_path: Path) -> None:
    pages = [(path, html(*told)) for path, told in WALKS.items()]
    pages += [(f"{SECOND}12", html("Lares Trek")), (f"{THIRD}Wales/Dry-Pass", html("Dry Pass", OTHERS))]
    backwards = Site(tmp_path / "backwards").week(*pages[::-1])
    assert site.week(*pages).ids == backwards.ids


def test_bare_files_of_a_broken_template_stay_the_walks_they_tell(tmp_path: Path, waypost: Waypost) -> None:
    for number, told in enumerate(WALKS.values()):
        page = html(*told, canonical=HOME + LARES)
        (tmp_path / f"{number}.html").write_bytes(page)
    done = waypost("normalize", tmp_path, "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    walks = Site(tmp_path / "data").rows("walks")
    assert sorted(row["title"] for row in walks) == sorted(title for title, _ in WALKS.values())
    assert {row["url"] for row in walks} == {None}
    assert {row["check"] for row in Site(tmp_path / "data").rows("checks")} >= {"own_address"}
    assert "walkopedia:dry-pass" in Site(tmp_path / "data").ids


def test_a_bare_files_canonical_address_is_its_address_and_names_it(tmp_path: Path, waypost: Waypost) -> None:
    (tmp_path / "a.html").write_bytes(html("Lares Trek", canonical=HOME + LARES + "/"))
    (tmp_path / "b.html").write_bytes(html("Dry Pass", OTHERS))
    for _ in range(2):
        done = waypost("normalize", tmp_path / "a.html", tmp_path / "b.html", "--data", tmp_path / "data")
        assert done.returncode == 0, done.stderr
    walks = {row["walk_id"]: row["url"] for row in Site(tmp_path / "data").rows("walks")}
    assert walks == {LARES_ID: HOME + LARES, "walkopedia:dry-pass": None}


def test_what_pages_of_one_walk_dispute_is_told_and_the_newest_is_published(site: Site) -> None:
    old = html("Lares Trek", FIGURES | {"Beauty": "30", "Length": "24km"})
    site.week((f"{SECOND}12", old)).week((LARES, html("Lares Trek")))
    row = site.only()
    assert (row["rating_beauty"], row["length_text"]) == (31.0, "25km")
    told = [check["detail"] for check in site.rows("checks") if check["check"] == "pages_agree"]
    for name, values in {"rating_beauty": ("31.0", "30.0"), "length_text": ('"25km"', '"24km"')}.items():
        (detail,) = [d for d in told if d.startswith(f"{name}:")]
        assert all(word in detail for word in (*values, HOME + LARES, f"{HOME}{SECOND}12"))
    assert any("disagree" in w and "rating_beauty" in w for w in row["warnings"])
    outcomes = {page["url"].partition(".net")[2]: page["outcome"] for page in site.rows("pages")}
    assert outcomes == {LARES: "walk", f"{SECOND}12": "duplicate"}
    assert {page["walk_id"] for page in site.rows("pages")} == {row["walk_id"]}


def test_a_country_that_only_the_older_address_names_is_kept_with_its_evidence(site: Site) -> None:
    site.week((LARES, html("Lares Trek")))
    site.week((f"{SECOND}12", html("Lares Trek", FIGURES | {"Beauty": "32"})))
    row = site.only()
    assert (row["rating_beauty"], row["url"]) == (32.0, f"{HOME}{SECOND}12")
    assert (row["country"], row["country_code"], row["country_codes"]) == ("Peru", "PE", ["PE"])
    evidence = [e for e in site.rows("evidence") if e["field"] == "country"]
    assert [e["url"] for e in evidence] == [HOME + LARES]
    titles = [e["url"] for e in site.rows("evidence") if e["field"] == "title"]
    assert titles == [f"{HOME}{SECOND}12"]


def test_a_page_confirmed_unchanged_is_as_new_as_one_fetched(site: Site) -> None:
    site.week((LARES, html("Lares Trek")), (f"{SECOND}12", html("Lares Trek", FIGURES | {"Beauty": "30"})))
    confirmed = (LARES, 304, "Mon, 02 Nov 2026 06:00:00 GMT")
    site.week(confirmed, (f"{SECOND}12", html("Lares Trek", FIGURES | {"Beauty": "29"})))
    assert (site.only()["url"], site.only()["rating_beauty"]) == (HOME + LARES, 31.0)


def test_another_walk_at_the_address_of_one_that_vanished_goes_on_under_its_id(site: Site) -> None:
    site.week((LARES, html("Lares Trek")), (f"{SECOND}9", html("Dry Pass", THIRDS)))
    for _ in range(2):
        site.week((LARES, 404), (f"{SECOND}9", html("Dry Pass", THIRDS)))
    assert site.ids == ["walkopedia:id-9"]
    site.week((LARES, html("Salt Road", OTHERS)), (f"{SECOND}9", html("Dry Pass", THIRDS)))
    assert site.ids == ["walkopedia:id-9", LARES_ID]
    assert "added" in {row["kind"] for row in site.rows("changes") if row["walk_id"] == LARES_ID}


def test_a_walk_that_moves_into_the_path_of_another_is_not_given_its_id(site: Site) -> None:
    site.week((f"{SECOND}9", html("Salt Road", OTHERS)), (LARES, html("Lares Trek")))
    site.week(
        (f"{SECOND}9", 301, f"{THIRD}Peru/Salt-Road"), (f"{THIRD}Peru/Salt-Road", html("Salt Road", OTHERS))
    )
    assert site.ids == ["walkopedia:id-9", LARES_ID]


def test_a_mirror_gives_the_ids_of_the_site(tmp_path: Path) -> None:
    base = "http://127.0.0.1:8031/copy"
    asked = [LARES, f"{SECOND}012&WalkName=Lares+Trek", f"{THIRD}Peru/Dry-Pass"]
    bodies = [html("Lares Trek"), html("Lares Trek"), html("Dry Pass", OTHERS)]
    direct, mirror = Warc(), Warc()
    mirror.info(waypost_site="walkopedia", waypost_base_url=base)
    for path, body in zip(asked, bodies, strict=True):
        direct.answer(path, body)
        mirror.answer(path, body, warc={"WARC-Target-URI": base + path})
    found = []
    for name, warc in (("direct", direct), ("mirror", mirror)):
        archive = warc.write(tmp_path / name / "archive" / "a.warc.gz")
        readings = ((page, normalize(page)) for page in read_pages([archive]))
        publish(readings, tmp_path / name / "catalogue", now=MONDAY)
        found.append([(r["walk_id"], r["url"], r["aliases"]) for r in Site(tmp_path / name).rows("walks")])
    assert found[0] == found[1]
    assert [walk_id for walk_id, *_ in found[0]] == ["walkopedia:peru/dry-pass", LARES_ID]
