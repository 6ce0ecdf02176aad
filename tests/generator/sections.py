"""A page's content in reading order, before any dialect puts tags round it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.generator.words import words

if TYPE_CHECKING:
    from tests.generator.told import Told

Kind = Literal["title", "place", "photo", "point", "pair", "bare", "mark", "heading", "text", "aside"]
ORDER = ("head", "photos", "key", "rating", "statistics", "feature", "narrative")
OLDEST = ("head", "statistics", "photos", "rating", "key", "feature", "narrative")
"""Statistics first. As no figures part the key points from the text here, a heading always does."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing on a page: words, the label before them, the image with them."""

    kind: Kind
    words: str
    label: str = ""
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, if it has one, and what stands under it."""

    name: str
    heading: str | None
    pieces: tuple[Piece, ...]


def sections(told: Told, order: tuple[str, ...] = ORDER, *, oldest: bool = False) -> list[Section]:
    """The walk's own sections, then those that the site puts below every walk."""
    own = {
        "head": Section("head", None, _head(told)),
        "photos": Section("photos", None, tuple(_photo(s.printed, s.image) for s in told.shots)),
        "key": Section(
            "key", f"Key information: {told.title}", tuple(Piece("point", p) for p in told.points)
        ),
        "rating": _rating(told, oldest=oldest),
        "statistics": Section(
            "statistics",
            "Vital Statistics",
            tuple(Piece("pair", v, label) if label else Piece("bare", v) for label, v in told.statistics),
        ),
        "feature": Section(
            "feature", None, (_photo(told.feature.printed, told.feature.image),) if told.feature else ()
        ),
        "narrative": Section(
            "narrative", told.summary or ("WALK SUMMARY" if oldest else None), _narrative(told)
        ),
    }
    return [section for name in order if (section := own[name]).pieces or section.heading] + _below(told)


def _head(told: Told) -> tuple[Piece, ...]:
    line = {"line": told.country, "label": f"Location: {told.country}"}.get(told.place)
    return (Piece("title", told.title), *((Piece("place", line),) if line else ()))


def _photo(printed: str | None, image: str | None) -> Piece:
    return Piece("photo", printed or "", image=image)


def _rating(told: Told, *, oldest: bool) -> Section:
    """The oldest pages star a provisional rating, bracket what is lost and print no number of their own."""
    heading = "Walkopedia rating" + (" (Top 100)" if told.top_100 else "")
    rows = told.rating
    if oldest and "Total rating" in dict(rows):
        rows = tuple((label, value) for label, value in rows if label != "Walkopedia rating")
        rows = tuple((k, f"({v.strip('()')})" if k == "Negative points" else v) for k, v in rows)
    pieces = [Piece("pair", value, label) for label, value in rows]
    if told.provisional:
        heading += " *"
        pieces.append(Piece("mark", "*Provisional"))
    return Section("rating", heading, tuple(pieces))


def _narrative(told: Told) -> tuple[Piece, ...]:
    stub = (Piece("aside", told.stub),) if told.stub else ()
    return stub + tuple(Piece("heading" if k == "heading" else "text", words) for k, words in told.narrative)


def _below(told: Told) -> list[Section]:
    invitation = "Other accounts: share your experiences"
    below = [
        Section("accounts", invitation, _asides(told.invitation, told.account)),
        Section("members", None, _asides(*told.members)),
        Section("safety", None, _asides(*words()["safety"])),
        Section("later", None, (Piece("photo", told.later),) if told.later else ()),
        Section("responsible", None, _asides(words()["responsible"])),
        Section("sponsor", None, _asides(*told.sponsor)),
        Section("notice", None, _asides(told.notice)),
    ]
    return [section for section in below if section.pieces]


def _asides(*lines: str | None) -> tuple[Piece, ...]:
    return tuple(Piece("aside", line) for line in lines if line)
