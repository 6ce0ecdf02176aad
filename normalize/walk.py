"""One walk, as one page tells it: plain immutable values, each with its evidence.

The names of fields are those of the published tables. What needs more than one page, or time, to know
(``walk_id``, ``aliases``, ``first_seen``…) is added by ``outputs``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph: ``credit`` is the holder's name alone, ``credit_text`` the credit as printed."""

    position: int
    caption: str | None
    credit: str | None
    credit_text: str | None
    credit_year: int | None
    platform: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Credit:
    """A person or firm that had a part: ``role`` is photo, text, partner, sponsor, reader or site."""

    role: str
    name: str | None
    text: str
    year_first: int | None = None
    year_last: int | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure found, whether or not a column of the walk is filled from it.

    ``source`` is the block it stands in: ``rating``, ``statistics``, ``key_information`` or ``narrative``.
    """

    name: str
    text: str
    min: float | None
    max: float | None
    unit: str
    approximate: bool
    source: str


@dataclass(frozen=True, slots=True)
class WalkLink:
    """A link of the walk's own words: key information, text, captions, credits.

    ``kind`` is walk, country, image, site or outside.
    """

    text: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at: ``passed`` is None where it could not be decided."""

    check: str
    passed: bool | None
    detail: str


@dataclass(frozen=True, slots=True)
class FieldRepair:
    """One repair; ``start`` and ``end`` are in the field's published text: ``text[start:end] == after``."""

    field: str
    start: int
    end: int
    before: str
    after: str
    kind: str
    confidence: float
    rule: str
    context: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a value was read from.

    ``field`` is the value's column, with its place where there are several: ``narrative#1``,
    ``photos[2].caption``; a row of ``links`` is read as one: ``links[0]``. ``line`` is the flow line (-1: not
    from the flow, e.g. from the address, or computed), ``start`` and ``end`` the characters in it as decoded,
    ``as_decoded`` those characters, ``steps`` what was done to them.
    """

    field: str
    line: int
    start: int
    end: int
    as_decoded: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """What one page says of one walk. Units: kilometres, hours, days, metres; ratings are points.

    ``url`` is the site's own canonical address (never a mirror's) and ``key`` what it says of identity:
    ``path`` (folded generation-3 path) and ``site_id`` (generation-2 WalkID), either may be None.
    """

    site: str
    url: str | None
    path: str | None
    site_id: str | None
    title: str
    country: str | None
    country_code: str | None
    country_codes: tuple[str, ...]
    top_100: bool
    rating_total: float | None
    rating_beauty: float | None
    rating_natural_interest: float | None
    rating_human_interest: float | None
    rating_charisma: float | None
    rating_negative_points: float | None
    rating_note: str | None
    rating_adds_up: bool | None
    length_km_min: float | None
    length_km_max: float | None
    duration_hours_min: float | None
    duration_hours_max: float | None
    duration_days_min: float | None
    duration_days_max: float | None
    max_altitude_m: float | None
    difficulty: str | None
    length_text: str | None
    duration_text: str | None
    max_altitude_text: str | None
    key_information: tuple[str, ...]
    narrative: str | None
    author: str | None
    members_only: bool
    copyright_notice: str | None
    copyright_holder: str | None
    content_sha256: str
    warnings: tuple[str, ...]
    photos: tuple[Photo, ...] = ()
    credits: tuple[Credit, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    links: tuple[WalkLink, ...] = ()
    checks: tuple[Check, ...] = ()
    repairs: tuple[FieldRepair, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """The walk as nested dictionaries and lists, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one page: the fields of its row in ``pages``, and the walk if it tells one.

    ``outcome`` is one of the contract's words (walk, index, other, gone, redirected, failed…), ``reason`` one
    line where it is not ``walk``. ``final_url`` is the redirect's target or ``rel=canonical``, as the site's
    own address. ``skeleton`` is a hash of the page's sequence of blocks and labels.
    """

    outcome: str
    reason: str | None = None
    walk: Walk | None = None
    site: str | None = None
    url: str | None = None
    final_url: str | None = None
    charset: str | None = None
    reader: str | None = None
    rescues: tuple[str, ...] = ()
    leftover: float = 0.0
    skeleton: str | None = None
