"""What a page, or an earlier snapshot, says of which walk it is about."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from normalize.walk import Walk
    from outputs.values import Row

FIGURES: tuple[tuple[str, ...], ...] = (
    ("rating_beauty",),
    ("rating_natural_interest",),
    ("rating_human_interest",),
    ("rating_charisma",),
    ("rating_negative_points",),
    ("length_km_min", "length_km_max"),
    ("duration_hours_min", "duration_hours_max", "duration_days_min", "duration_days_max"),
    ("max_altitude_m",),
)
"""The figures that are compared. The total is none of them: it only repeats the parts."""

CLAIMING = (
    *("walk_id", "site", "url", "title", "country", "country_codes", "content_sha256"),
    *(column for columns in FIGURES for column in columns),
)
"""The columns of ``walks`` that a claim is made from."""

LONGEST_KEY = 120

Figure = tuple[float | None, ...] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One voice on one walk.

    Attributes:
        node: a name for the voice, unique among those heard together.
        site: the site that speaks.
        keys: what proves identity by itself: ``path:…``, ``id:…``, ``url:…``, ``words:…``, the site in each.
        leads: addresses that are said to be the same walk (redirects, rel=canonical).
        title: folded.
        figures: one entry for each of ``FIGURES``, None where the page gives none.
        countries: ISO codes, or the folded name where there are none; empty where no country is named.
        name: the key that an id would be minted from.
        walk_id: the id it was published under, or None.

    """

    node: str
    site: str
    keys: frozenset[str]
    title: str
    figures: tuple[Figure, ...]
    countries: frozenset[str]
    name: str = ""
    leads: frozenset[str] = frozenset()
    walk_id: str | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """What claims are sorted by, so that the order of the input decides nothing."""
        return (self.walk_id or "", self.name, sorted(self.keys), self.title, repr(self.figures), self.node)

    @property
    def at_its_path(self) -> bool:
        """Whether it would be named after a generation-3 path."""
        return "/" in self.name

    @property
    def overheard(self) -> bool:
        """Whether no address proves it: a file without one, whatever its rel=canonical says."""
        return all(key.startswith("words:") for key in self.keys)

    def leading(self, *addresses: str) -> Claim:
        """The claim with more addresses that are said to be the same walk."""
        return replace(self, leads=self.leads | frozenset(addresses))


def fold(title: str) -> str:
    """A title as a key: lower case, no accents, words parted by hyphens.

    >>> fold("Lares  Trek"), fold("M'Goun Traverse"), fold("Sentier côtier")
    ('lares-trek', 'm-goun-traverse', 'sentier-cotier')

    """
    spread = unicodedata.normalize("NFKD", title.casefold())
    plain = "".join(c if c.isalnum() else " " for c in spread if not unicodedata.combining(c))
    key = "-".join(plain.split())
    return key if len(key) <= LONGEST_KEY else f"{key[:100]}-{sha256(key.encode()).hexdigest()[:12]}"


def claim(
    row: Row, node: str, walk: Walk | None = None, walk_id: str | None = None, *, bare: bool = False
) -> Claim:
    """The claim of a row of ``walks``; ``walk`` adds the keys that are not among its columns.

    ``bare`` says that the page came without an address: that in ``url`` is then its own rel=canonical, which
    a template may get wrong, so that it is a lead, and proves nothing by itself.
    """
    site, title = row["site"], fold(row["title"])
    path, site_id = (_fit(walk.path), _fit(walk.site_id)) if walk else (None, None)
    told = {"path": path, "id": site_id, "url": row["url"]}
    keys = {f"{kind}:{site}:{value}" for kind, value in told.items() if value and not bare}
    return Claim(
        node=node,
        site=site,
        keys=frozenset(keys or {f"words:{site}:{title}:{row['content_sha256']}"}),
        leads=frozenset({row["url"]} if row["url"] and bare else ()),
        title=title,
        figures=tuple(_figure(row, columns) for columns in FIGURES),
        countries=frozenset(row["country_codes"]) or frozenset(_fit_all(row["country"])),
        name=path or (f"id-{site_id}" if site_id else title) or "untitled",
        walk_id=walk_id,
    )


def _fit(value: str | None) -> str | None:
    """A part of an address as far as it can stand in an id."""
    return value if value and len(value) <= LONGEST_KEY and value.isprintable() else None


def _fit_all(country: str | None) -> list[str]:
    return [fold(country)] if country else []


def _figure(row: Row, columns: tuple[str, ...]) -> Figure:
    values = tuple(row[c] for c in columns)
    return None if all(v is None for v in values) else values


def contradict(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of countries cannot be those of one walk."""
    return bool(a and b) and a.isdisjoint(b)
