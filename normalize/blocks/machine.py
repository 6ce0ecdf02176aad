"""The state machine that reads a page's items into blocks: one pass, one state, no look at the markup.

A heading (or, on pages without headings, a label with its value) opens a block; each block has a method that
claims an item or leaves it. What no block claims and nobody knows as furniture is left over, and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.blocks.grammar import (
    CAPTION_LENGTH,
    NOTE,
    SHORT_LINE,
    LineGrammar,
    is_points,
    is_unknown_figure,
)
from normalize.blocks.pairs import Pairs
from normalize.blocks.place import country_span, is_breadcrumb
from normalize.blocks.words import starts_with
from normalize.flow import Image
from normalize.text.fold import same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from normalize.blocks.item import Item
    from normalize.blocks.words import Heading
    from normalize.text.traced import Traced

LONGEST_POINT = 300
MOST_POINTS = 5
"""A point of key information is no longer, and a page has no more of them."""

ORNAMENTS = "•·*-–—_=|>»~ "
"""A line of these says nothing."""

SENTENCE_ENDS = ".!?:\"')"

CLOSING = ("accounts", "members", "safety", "share", "responsible", "sponsor", "notice")
"""Blocks that stand behind the walk's own text, and may stand more than once."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A caption or an image, in reading order: what the photo list is made of."""

    words: Traced | None
    image: Image | None
    block: str


@dataclass
class Blocks:
    """What stood under each heading, as pieces of the page.

    ``rating`` and ``statistics`` are (label, value) in reading order; a value without a label has the name
    None, a label without a value the value None. ``labels`` is the skeleton: blocks and labels as they came.
    """

    key_information: list[Traced] = field(default_factory=list)
    rating: list[tuple[str | None, Traced | None]] = field(default_factory=list)
    statistics: list[tuple[str | None, Traced | None]] = field(default_factory=list)
    narrative: list[tuple[Traced, Item]] = field(default_factory=list)
    accounts: list[Traced] = field(default_factory=list)
    sponsor: list[Traced] = field(default_factory=list)
    place: list[Traced] = field(default_factory=list)
    shots: list[Shot] = field(default_factory=list)
    leftover: list[Traced] = field(default_factory=list)
    notice: Traced | None = None
    members: Traced | None = None
    stub: Traced | None = None
    top_100: Traced | None = None
    provisional: Traced | None = None
    labels: list[str] = field(default_factory=list)
    claimed: int = 0

    @property
    def leftover_share(self) -> float:
        """Characters of the content that nothing claimed, as a share of all its characters."""
        left = sum(len(piece.text) for piece in self.leftover)
        return left / max(1, left + self.claimed)

    @property
    def has_figures(self) -> bool:
        """Whether a rating or a statistic was read."""
        return any(value for _, value in (*self.rating, *self.statistics))


def read_blocks(items: Sequence[Item], site: str, title: str | None, start: int = 0) -> Blocks:
    """Read the items from ``start`` on; ``title`` is the walk's name where it is known."""
    return _Machine(items, site, title, start).run()


class _Machine:
    """The state: the open block, what was opened before, what headings are ahead, the blocks so far."""

    def __init__(self, items: Sequence[Item], site: str, title: str | None, start: int) -> None:
        self.grammar = LineGrammar.of(site)
        self.words = self.grammar.words
        self.items, self.title, self.start = items, title, start
        self.headings = {n: h for n in range(start, len(items)) if (h := self.words.heading(items[n].text))}
        self.ahead = Counter(h.block for h in self.headings.values())
        self.block, self.opened = "head", set[str]()
        self.blocks = Blocks()
        self.pairs = {"rating": Pairs(), "statistics": Pairs()}
        self.labels = {"rating": self.words.rating, "statistics": self.words.statistics}
        self.claim: dict[str, Callable[[Item], bool]] = {
            "head": self._head,
            "key_information": self._key_information,
            "rating": self._rating,
            "statistics": self._statistics,
            "narrative": self._narrative,
            "aside": self._beside,
            "accounts": self._account,
        }

    def run(self) -> Blocks:
        for number in range(self.start, len(self.items)):
            self._read(self.items[number], self.headings.get(number))
        for name, pairs in self.pairs.items():
            pairs.close()
            setattr(self.blocks, name, pairs.found)
        return self.blocks

    def _read(self, item: Item, heading: Heading | None) -> None:
        if heading:
            self.ahead[heading.block] -= 1
        self.blocks.shots += [Shot(None, image, self.block) for image in _images(item)]
        if not item.text.strip(ORNAMENTS):
            return
        if heading and self._may_open(heading.block):
            self._open(heading, item)
            return
        self._open_by_label(item)
        if starts_with(item.text, self.words.furniture) or (self.title and item.text == self.title):
            return
        if self.claim.get(self.block, self._furniture)(item):
            self.blocks.claimed += len(item.text)
        else:
            self.blocks.leftover.append(item.cut())

    # -- opening blocks ----------------------------------------------------------------------------------

    def _may_open(self, block: str) -> bool:
        """The notice closes the page; the walk's own blocks stand once each."""
        return self.block != "notice" and (block in CLOSING or block not in self.opened)

    def _enter(self, block: str) -> None:
        self.block = block
        self.opened.add(block)
        self.blocks.labels.append(f"[{block}]")

    def _open(self, heading: Heading, item: Item) -> None:
        self._enter(heading.block)
        self.blocks.claimed += len(item.text)
        if heading.block == "rating":
            self._marks(item)
            self._labelled(item, "rating")
        elif heading.block == "members":
            self._members_box(item)
        elif heading.block == "sponsor":
            self.blocks.sponsor.append(item.cut())
        elif heading.block == "notice":
            self.blocks.notice = item.cut()

    def _open_by_label(self, item: Item) -> None:
        """Open rating or statistics on the strength of a label, where no heading announces them."""
        if self.block in CLOSING:
            return
        for block, labels in self.labels.items():
            announced = block in self.opened or self.ahead[block]
            if not announced and self.grammar.opens(item.text, labels):
                self._enter(block)
                return

    # -- one method a block: claim the item, or leave it -------------------------------------------------

    def _head(self, item: Item) -> bool:
        if (place := self.words.place.match(item.text)) and place.colon:
            self.blocks.place.append(item.cut(place.value_start))
            return True
        if country := country_span(item.text):
            self.blocks.place.append(item.cut(*country))
            return True
        if self.title and is_breadcrumb(item.text, self.title):
            return True
        return len(item.text) <= CAPTION_LENGTH and self._caption(item)

    def _key_information(self, item: Item) -> bool:
        if self.grammar.is_credited(item.text):
            return self._caption(item)
        if self._is_past_the_points(item.text):
            self._enter("narrative")
            return self._narrative(item)
        self.blocks.key_information.append(item.cut())
        return True

    def _rating(self, item: Item) -> bool:
        marked = self._marks(item)
        if self._labelled(item, "rating") or marked:
            return True
        pairs = self.pairs["rating"]
        if is_points(item.text) or (pairs.waiting == NOTE and self.ahead["statistics"]):
            pairs.value(item.cut())
            return True
        return self._leave(item)

    def _statistics(self, item: Item) -> bool:
        if self._labelled(item, "statistics"):
            return True
        pairs = self.pairs["statistics"]
        short = len(item.text) <= SHORT_LINE and not self.grammar.is_credited(item.text)
        if short and (pairs.waiting or self.grammar.is_duration(item.text)):
            pairs.value(item.cut())
            return True
        return self._leave(item)

    def _narrative(self, item: Item) -> bool:
        if "rating" in self.opened and self.grammar.opens(item.text, self.words.rating):
            return self._aside(item)
        if starts_with(item.text, self.words.stub):
            self.blocks.stub = item.cut()
        elif self.grammar.is_credited(item.text):
            return self._caption(item)
        elif not self._repeats_caption(item):
            self.blocks.narrative.append((item.cut(), item))
        return True

    def _account(self, item: Item) -> bool:
        if self.grammar.is_credited(item.text):
            return self._caption(item)
        if len(item.text) > SHORT_LINE and not self.words.invites(item.text):
            self.blocks.accounts.append(item.cut())
        return True

    def _furniture(self, item: Item) -> bool:
        """The site's own words: only the members' box and repeated captions tell anything."""
        self._members_box(item)
        if self.block != "notice" and self.grammar.is_credited(item.text):
            self._caption(item)
        return True

    def _is_past_the_points(self, text: str) -> bool:
        """Whether the text has begun: where no block follows the points, only length and number tell."""
        if any(self.ahead[block] for block in ("rating", "statistics", "narrative")):
            return False
        if not self.opened & {"rating", "statistics"}:
            return False
        return len(text) > LONGEST_POINT or len(self.blocks.key_information) >= MOST_POINTS

    def _aside(self, item: Item) -> bool:
        """Another walk's rating: neither it nor the short lines that lead to it are the walk's text."""
        self.block = "aside"
        told = self.blocks.narrative
        while told and len(told[-1][0].text) <= SHORT_LINE and told[-1][0].text[-1] not in SENTENCE_ENDS:
            self.blocks.leftover.append(told.pop()[0])
        self.blocks.leftover.append(item.cut())
        return True

    def _beside(self, item: Item) -> bool:
        """A line of an aside; the first sentence leads back to the text."""
        if len(item.text) <= SHORT_LINE or item.text[-1] not in SENTENCE_ENDS:
            return False
        self.block = "narrative"
        return self._narrative(item)

    # -- what the methods share --------------------------------------------------------------------------

    def _caption(self, item: Item) -> bool:
        self.blocks.shots.append(Shot(item.cut(), None, self.block))
        return True

    def _leave(self, item: Item) -> bool:
        """Leave a block of figures: an unknown figure stays behind, anything else is the text's beginning."""
        if self.grammar.is_credited(item.text):
            return self._caption(item)
        if is_unknown_figure(item.text) or any(self.ahead[block] for block in self.labels):
            return False
        if "narrative" not in self.opened:
            self._enter("narrative")
        self.block = "narrative"
        return self._narrative(item)

    def _labelled(self, item: Item, block: str) -> bool:
        found = self.grammar.labelled(item.text, self.labels[block])
        for label in found:
            self.blocks.labels.append(label.name)
            if value := item.cut(label.start, label.end):
                self.pairs[block].pair(label.name, value)
            else:
                self.pairs[block].label(label.name)
        return bool(found)

    def _marks(self, item: Item) -> bool:
        """Note the marks (Top 100, provisional) of a rating; true when the line is nothing but a mark."""
        low = item.text.lower()
        if any(mark in low for mark in self.words.top_100):
            self.blocks.top_100 = item.cut()
        if any(mark in low for mark in self.words.provisional):
            self.blocks.provisional = item.cut()
        return low.strip("*() .") in (*self.words.top_100, *self.words.provisional, "")

    def _members_box(self, item: Item) -> None:
        if self.words.is_members_box(item.text):
            self.blocks.members = item.cut()

    def _repeats_caption(self, item: Item) -> bool:
        """Whether the text's first line only says again what a caption said."""
        if self.blocks.narrative or len(item.text) > CAPTION_LENGTH:
            return False
        return any(shot.words and self._says(shot.words, item.text) for shot in self.blocks.shots)

    def _says(self, words: Traced, text: str) -> bool:
        """Whether a caption's line, with its holder or without, is this text."""
        caption = self.grammar.credits.read_caption(words.text).caption
        return same_name(words.text, text) or bool(caption and same_name(words.text[slice(*caption)], text))


def _images(item: Item) -> tuple[Image, ...]:
    """The images of a line; a caption that is a link leads to its image."""
    return item.images or tuple(Image(link.href, "", link.start) for link in item.links if item.text)
