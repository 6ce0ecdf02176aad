"""The state machine that reads a page's items into blocks: one pass, one state, no look at the markup.

A heading (or, on pages without headings, a label with its value) opens a block; each block has a method that
claims an item or leaves it. What no block claims and nobody knows as furniture is left over, and counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.blocks.pairs import Pairs
from normalize.blocks.words import Heading, Words, starts_with
from normalize.credits import Credits
from normalize.quantities import Quantities
from normalize.text.fold import same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from normalize.blocks.item import Item
    from normalize.flow import Image
    from normalize.labels import LabelMatch, Labels
    from normalize.text.traced import Traced

CAPTION_LENGTH = 250
"""A line with a © longer than this is prose that speaks of a copyright, not a caption."""

SHORT_LINE = 80
"""A line of figures or of label and value is no longer than this."""

CONTENT = ("key_information", "rating", "statistics", "narrative")
CLOSING = ("accounts", "members", "safety", "share", "responsible", "sponsor", "notice")
POINTS = re.compile(r"\s*[:=–-]?\s*(\(?\s*[-–−]?\s*\d{1,3}(?:[.,]\d{1,2})?\s*½?\s*\)?)\s*(?:/\s*\d+)?\s*\*?\s*[,;|·]?\s*")


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
    """The reader's state: the open block, what was opened before, and the blocks so far."""

    def __init__(self, items: Sequence[Item], site: str, title: str | None, start: int) -> None:
        self.words, self.credits, self.quantities = Words.of(site), Credits.of(site), Quantities.of(site)
        self.items, self.title, self.start = items, title, start
        self.blocks = Blocks()
        self.headings = {n: h for n in range(start, len(items)) if (h := self.words.heading(items[n].text))}
        self.ahead = [h.block for h in self.headings.values()]
        self.block, self.opened = "head", set[str]()
        self.pairs = {"rating": Pairs(), "statistics": Pairs()}
        self.claim: dict[str, Callable[[Item], bool]] = {
            "head": self._caption_line,
            "key_information": self._key_information,
            "rating": self._rating,
            "statistics": self._statistics,
            "narrative": self._narrative,
            "accounts": self._account,
            "notice": self._footer,
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
            self.ahead.pop(0)
        self.blocks.shots += [Shot(None, image, self.block) for image in item.images]
        if not item.text:
            return
        if heading and self._may_open(heading.block):
            return self._open(heading, item)
        self._open_by_label(item)
        if starts_with(item.text, self.words.furniture) or (self.title and item.text == self.title):
            return None
        if self.claim.get(self.block, self._furniture)(item):
            self.blocks.claimed += len(item.text)
        else:
            self.blocks.leftover.append(item.cut())
        return None

    # -- opening blocks ---------------------------------------------------------------------------------

    def _may_open(self, block: str) -> bool:
        if self.block == "notice":
            return False
        return block in CLOSING or block not in self.opened

    def _enter(self, block: str) -> None:
        self.block = block
        self.opened.add(block)
        self.blocks.labels.append(f"[{block}]")

    def _open(self, heading: Heading, item: Item) -> None:
        self._enter(heading.block)
        self.blocks.claimed += len(item.text)
        if heading.block == "rating":
            self._marks(item)
            self._labelled(item, self.words.rating)
        elif heading.block == "members":
            if starts_with(item.text, self.words.members_box) or self.blocks.members is None:
                self.blocks.members = item.cut()
        elif heading.block == "sponsor":
            self.blocks.sponsor.append(item.cut())
        elif heading.block == "notice":
            self.blocks.notice = item.cut()

    def _open_by_label(self, item: Item) -> None:
        """Open rating or statistics on the strength of a label, where no heading announces them."""
        for block, labels in (("rating", self.words.rating), ("statistics", self.words.statistics)):
            free = block not in self.opened and block not in self.ahead and self.block not in CLOSING
            if free and (match := labels.match(item.text)) and self._figure_follows(item, match):
                return self._enter(block)
        return None

    def _figure_follows(self, item: Item, match: LabelMatch) -> bool:
        value = item.text[match.value_start : match.value_end]
        if match.name == "rating_note":
            return False
        if match.name.startswith("rating_"):
            return bool(POINTS.fullmatch(value))
        return bool(match.colon and len(item.text) <= SHORT_LINE and self.quantities.read(value))

    # -- one method a block: claim the item, or leave it ---------------------------------------------------

    def _caption_line(self, item: Item) -> bool:
        if (place := self.words.place.match(item.text)) and place.colon:
            self.blocks.place.append(item.cut(place.value_start))
            return True
        if len(item.text) > CAPTION_LENGTH:
            return False
        self.blocks.shots.append(Shot(item.cut(), None, self.block))
        return True

    def _key_information(self, item: Item) -> bool:
        if self._credited(item):
            return self._caption_line(item)
        self.blocks.key_information.append(item.cut())
        return True

    def _rating(self, item: Item) -> bool:
        marked = self._marks(item)
        if self._labelled(item, self.words.rating) or marked:
            return True
        pairs = self.pairs["rating"]
        if pairs.waiting == "rating_note" and "statistics" in self.ahead:
            pairs.value(item.cut())
            return True
        if POINTS.fullmatch(item.text):
            pairs.value(item.cut())
            return True
        return self._leave(item)

    def _statistics(self, item: Item) -> bool:
        if self._labelled(item, self.words.statistics):
            return True
        pairs = self.pairs["statistics"]
        if not self._credited(item) and (pairs.waiting or self._is_duration(item.text)):
            if len(item.text) <= SHORT_LINE:
                pairs.value(item.cut())
                return True
        return self._leave(item)

    def _narrative(self, item: Item) -> bool:
        if starts_with(item.text, self.words.stub):
            self.blocks.stub = item.cut()
        elif self._credited(item) or self._feature(item):
            return self._caption_line(item)
        else:
            self.blocks.narrative.append((item.cut(), item))
        return True

    def _account(self, item: Item) -> bool:
        if self._credited(item):
            return self._caption_line(item)
        if not starts_with(item.text, self.words.invitation):
            self.blocks.accounts.append(item.cut())
        return True

    def _furniture(self, item: Item) -> bool:
        if starts_with(item.text, self.words.members_box):
            self.blocks.members = item.cut()
        if self._credited(item):
            self._caption_line(item)
        return True

    def _footer(self, item: Item) -> bool:
        return True

    # -- what the methods share --------------------------------------------------------------------------

    def _leave(self, item: Item) -> bool:
        """Leave a block of figures: an unknown figure stays behind, anything else is the text's beginning."""
        figures_ahead = any(block in ("rating", "statistics") for block in self.ahead)
        if self._credited(item):
            return self._caption_line(item)
        if figures_ahead or self._unknown_figure(item.text):
            return False
        if "narrative" not in self.opened:
            self._enter("narrative")
        self.block = "narrative"
        return self._narrative(item)

    def _labelled(self, item: Item, labels: Labels) -> bool:
        """Take every label of the line with its value: there may be several on one line."""
        name = "rating" if labels is self.words.rating else "statistics"
        at, found = 0, False
        while match := labels.match(item.text[at:]):
            start = at + match.value_start
            end, following = self._value_end(item.text, start, match, labels)
            if end is None:
                break
            self.blocks.labels.append(match.name)
            piece = item.cut(start, end)
            if piece:
                self.pairs[name].pair(match.name, piece)
            else:
                self.pairs[name].label(match.name)
            at, found = following, True
        return found

    def _value_end(
        self, text: str, start: int, match: LabelMatch, labels: Labels
    ) -> tuple[int | None, int]:
        """Where the value ends and where the next label may begin; None where it is no value."""
        if match.name.startswith("rating_") and match.name != "rating_note":
            points = POINTS.match(text, start)
            if points:
                return points.end(1), points.end()
            rest = text[start:].strip(" :*-–")
            return (None if rest and not labels.match(rest) else start), len(text) - len(text[start:].lstrip(" :*-–"))
        if not match.colon and start < len(text) and len(text) > SHORT_LINE:
            return None, start
        end = self._next_label(text, start, labels)
        return end, end

    def _next_label(self, text: str, start: int, labels: Labels) -> int:
        """Where, behind ``start``, a further label with a colon begins; else the line's end."""
        for blank in re.finditer(r"(?<=[\s,;|])(?=[A-Za-z])", text[: 4 * SHORT_LINE]):
            if blank.start() > start and (match := labels.match(text[blank.start() :])) and match.colon:
                return blank.start()
        return len(text)

    def _marks(self, item: Item) -> bool:
        """Note the marks (Top 100, provisional) of a rating; true when the line is nothing but a mark."""
        low = item.text.lower()
        rest = low.strip("*() .")
        if any(mark in low for mark in self.words.top_100):
            self.blocks.top_100 = item.cut()
        if any(mark in low for mark in self.words.provisional):
            self.blocks.provisional = item.cut()
        return rest in (*self.words.top_100, *self.words.provisional, "")

    def _is_duration(self, text: str) -> bool:
        """Whether a line is a duration and little else (``16 hours or 2.5 days``)."""
        if len(text) > SHORT_LINE:
            return False
        figures = [q for q in self.quantities.read(text) if q.kind in ("duration", "length")]
        words = sum(q.end - q.start for q in figures)
        return bool(figures) and 2 * words >= len(text)

    def _unknown_figure(self, text: str) -> bool:
        """Whether a line looks like a label and value that the vocabulary does not know."""
        label, colon, value = text.partition(":")
        return bool(colon and value.strip() and len(text) <= SHORT_LINE and len(label) <= 30 and text[-1] not in ".!?")

    def _credited(self, item: Item) -> bool:
        """Whether a line is a caption with its holder."""
        return len(item.text) <= CAPTION_LENGTH and self.credits.read_caption(item.text).credit is not None

    def _feature(self, item: Item) -> bool:
        """Whether the text's first line only says again what a caption said."""
        if self.blocks.narrative or len(item.text) > CAPTION_LENGTH:
            return False
        return any(shot.words and same_name(shot.words.text, item.text) for shot in self.blocks.shots)
