"""What a walk's page says, apart from any markup, and what a reader should take from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo: its line as printed (None: an image alone), its image's address, and what both tell."""

    printed: str | None
    image: str | None
    caption: str | None
    credit: str | None
    credit_text: str | None
    year: int | None = None
    platform: str | None = None
    from_file: bool = False
    """Whether holder and platform stand in nothing but the image's address."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another walk, shown beside this one with its rating."""

    title: str
    rating: str
    beauty: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a page prints of one walk, and round it; ``truth`` is what its record should be."""

    title: str
    head_title: str
    country: str
    place: str
    """How the page itself names the country: crumbs, line, label or nothing."""
    address: str | None
    image_folder: int
    shots: tuple[Shot, ...]
    feature: Shot | None
    later: str | None
    points: tuple[str, ...]
    rating: tuple[tuple[str, str], ...]
    top_100: bool
    provisional: bool
    statistics: tuple[tuple[str | None, str], ...]
    summary: str | None
    stub: str | None
    narrative: tuple[tuple[str, str], ...]
    invitation: str
    account: str | None
    members: tuple[str, ...]
    sponsor: tuple[str, ...]
    notice: str | None
    neighbours: tuple[Neighbour, ...]
    truth: dict[str, Any]

    def losing(self, lose: Callable[[str], str], lose_caption: Callable[[str], str]) -> Told:
        """The same page after its walk's own words went through a conversion that lost characters."""
        return replace(
            self,
            title=lose(self.title),
            head_title=lose(self.head_title),
            shots=tuple(_shot_losing(shot, lose_caption) for shot in self.shots),
            feature=self.feature and _shot_losing(self.feature, lose_caption),
            later=self.later and lose_caption(self.later),
            points=tuple(map(lose, self.points)),
            rating=tuple((label, lose(value)) for label, value in self.rating),
            narrative=tuple((kind, lose(words)) for kind, words in self.narrative),
            account=self.account and lose(self.account),
        )


def _shot_losing(shot: Shot, lose: Callable[[str], str]) -> Shot:
    return replace(shot, printed=shot.printed and lose(shot.printed))
