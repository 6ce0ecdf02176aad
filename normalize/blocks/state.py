"""Where the reading of a page's blocks stands: the open block, what is ahead, what was found so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.blocks.found import NOTE, Blocks, Shot
from normalize.blocks.pairs import Pairs
from normalize.blocks.pieces import bare, piece, whole
from normalize.blocks.place import first_country
from normalize.credits import caption_key
from normalize.text.fold import fold

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.survey import Survey
    from normalize.labels import Labels
    from normalize.text.traced import Traced

OWN = ("key_information", "rating", "statistics", "narrative")
"""Blocks of the walk itself: each stands once."""

CLOSING = ("accounts", "members", "safety", "share", "responsible", "sponsor", "notice")
"""Blocks that stand behind the walk's own text, and may stand more than once."""

MOST_SHOTS = 5_000
"""Captions and images past so many are left over: no page so far has had a hundred, and each costs time."""

MOST_PUNCTUATION = 8
"""Two printings of one title differ by no more characters."""

FIGURES = ("rating", "statistics")


@dataclass
class State:
    """One page while it is read.

    ``block`` is open, ``opened`` were opened, ``ahead`` counts the headings still to come by block.
    ``captioned`` are the first parts of captions, which may name the country; ``number`` is that of the line
    being read, ``since`` of the one that opened the block.
    """

    survey: Survey
    title: str | None
    block: str = "head"
    opened: set[str] = field(default_factory=set)
    ahead: Counter[str] = field(default_factory=Counter)
    blocks: Blocks = field(default_factory=Blocks)
    captioned: list[Traced] = field(default_factory=list)
    number: int = 0
    since: int = 0

    def __post_init__(self) -> None:
        self.grammar, self.words = self.survey.grammar, self.survey.words
        self.labels: dict[str, Labels] = {"rating": self.words.rating, "statistics": self.words.statistics}
        self.pairs = {
            "rating": Pairs(headings=frozenset(["rating_headline"]), last=NOTE),
            "statistics": Pairs(needs_none=lambda words: self.grammar.is_duration(words.text, ("duration",))),
        }
        self._said: set[str] = set()
        self._heard = 0  # captions whose words are in the set
        self._title = self.title and self.title.lower()
        self._folded = self.title and fold(self.title)

    def awaits(self, *blocks: str) -> bool:
        """Whether the heading of a block that was not opened yet is still ahead."""
        return any(self.ahead[block] > 0 and block not in self.opened for block in blocks)

    def enter(self, block: str) -> None:
        """Open a block."""
        self.block, self.since = block, self.number
        self.opened.add(block)
        self.blocks.labels.append(f"[{block}]")

    def text(self, number: int) -> str:
        """The words of a line, "" past the page's end."""
        texts = self.survey.texts
        return texts[number] if number < len(texts) else ""

    def below(self) -> str:
        """The words of the next line that has any."""
        return self.text(self.number + 1) or self.text(self.number + 2)

    def says_title(self, text: str) -> bool:
        """Whether a line is the title and nothing else, whatever its letter case and punctuation."""
        if not self._title or abs(len(text) - len(self._title)) > MOST_PUNCTUATION:
            return False
        return text.lower() == self._title or (
            text[:1].lower() == self._title[:1] and fold(text) == self._folded
        )

    def shot(self, item: Item, start: int = 0, end: int | None = None) -> bool:
        """Claim a line, or a part of it, as a caption."""
        if len(self.blocks.shots) >= MOST_SHOTS:
            return False
        words = bare(item) if start == 0 and end is None else piece(item, start, end)
        if place := first_country(item.text):
            self.captioned.append(piece(item, 0, place))
        self.blocks.shots.append(Shot(words, None, self.block))
        return True

    def is_caption(self, text: str) -> bool:
        """Whether a line says what a caption of the page says, with its holder or without."""
        for shot in self.blocks.shots[self._heard :]:
            if shot.words is not None:
                caption = self.grammar.credits.read_caption(shot.words.text).caption
                self._said.add(caption_key(shot.words.text))
                self._said.add(caption_key(shot.words.text[slice(*caption)]) if caption else "")
        self._heard = len(self.blocks.shots)
        return caption_key(text) in self._said

    def leave_over(self, item: Item) -> bool:
        """Count a line as one that nothing claims."""
        self.blocks.leftover.append(whole(item))
        return False
