"""What a page's blocks hold: pieces of the page, each under the name of the block that claimed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.labels import read_points
from normalize.text.style import plain_str

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.place import Stated
    from normalize.flow import Image
    from normalize.text.traced import Traced

NOTE = "rating_note"
"""The one label of the rating whose value is words."""

SAYS_NOTHING = frozenset(
    ["", "na", "n/a", "tbc", "tba", "none", "unknown", "notknown", "tobeconfirmed", "nil"]
)
"""What stands in the place of a statistic that nobody filled in, blanks and marks left out."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A caption or an image, in reading order: what the photo list is made of."""

    words: Traced | None
    image: Image | None
    block: str


@dataclass
class Blocks:
    """What stood under each heading, as pieces of the page.

    ``rating`` and ``statistics`` are (label, value) in reading order, one that stands twice given twice; a
    value without a label has the name None, a label without a value the value None. ``countries`` is every
    place that says which country the walk is in; they need not agree. ``labels`` is the skeleton: blocks and
    labels as they came. ``cut_off`` says that the page ends in the middle of something.
    """

    key_information: list[Traced] = field(default_factory=list)
    rating: list[tuple[str | None, Traced | None]] = field(default_factory=list)
    statistics: list[tuple[str | None, Traced | None]] = field(default_factory=list)
    narrative: list[tuple[Traced, Item]] = field(default_factory=list)
    accounts: list[Traced] = field(default_factory=list)
    safety: list[Traced] = field(default_factory=list)
    sponsor: list[Traced] = field(default_factory=list)
    place: list[Traced] = field(default_factory=list)
    countries: list[Stated] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    leftover: list[Traced] = field(default_factory=list)
    notice: Traced | None = None
    members: Traced | None = None
    stub: Traced | None = None
    top_100: Traced | None = None
    provisional: Traced | None = None
    labels: list[str] = field(default_factory=list)
    claimed: int = 0
    cut_off: bool = False

    @property
    def leftover_share(self) -> float:
        """Characters of the content that nothing claimed, as a share of all its characters."""
        left = sum(len(piece.text) for piece in self.leftover)
        return left / max(1, left + self.claimed)

    @property
    def has_figures(self) -> bool:
        """Whether a rating or a statistic was read: points, or words that say something."""
        rated = (words for name, words in self.rating if words and name != NOTE)
        if any(read_points(plain_str(words.text)) is not None for words in rated):
            return True
        return any(words and _says_something(words.text) for _, words in self.statistics)


def _says_something(text: str) -> bool:
    return "".join(c for c in text.lower() if c.isalnum() or c == "/") not in SAYS_NOTHING
