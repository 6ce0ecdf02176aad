"""What is counted while a snapshot is written, against the one before: the figures that the gate weighs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outputs.encoding import HASHED
from outputs.explanation import NOT_ON_THE_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from outputs.assemble import Fate
    from outputs.rows import Record
    from outputs.values import Row

ABSENT: tuple[object, ...] = (None, "", [], False)

NO_FIELDS = {"url", "rating_adds_up", *NOT_ON_THE_PAGE}
"""Columns of ``walks`` that cannot empty, or that another rule watches."""

FIELDS = tuple(c for c in HASHED["walks"] if c not in NO_FIELDS)
"""Columns of ``walks`` whose fill rates are watched."""

PARTS = ("photos", "credits", "statistics", "links")
"""Tables of which a walk that had rows should still have some."""

PROSE = ("title", "narrative", "rating_note", "length_text", "duration_text", "difficulty")
"""Columns whose characters repairs are counted by, key information beside them."""

NOT_ASKED = ("skipped", "refused_by_robots", "refused_address")
"""Outcomes of addresses that nobody wanted an answer of."""


@dataclass(slots=True)
class Text:
    """Characters of prose, and the repairs in them."""

    characters: int = 0
    repairs: int = 0

    def add(self, record: Record) -> None:
        """Count a record's text."""
        texts = [record.walk[c] or "" for c in PROSE] + record.walk["key_information"]
        texts += [photo["caption"] or "" for photo in record.parts["photos"]]
        self.characters += sum(map(len, texts))
        self.repairs += len(record.parts["repairs"])

    @property
    def rate(self) -> float:
        """Repairs per 1,000 characters."""
        return 1_000 * self.repairs / max(1, self.characters)


@dataclass(slots=True)
class Tally:
    """The figures.

    Walks ``read`` are those read from a page of this input, ``both`` those of them that were published
    before, ``again`` those of them whose words are the same. ``rotten`` are walks whose page answers and
    reads as a walk no longer, but for those that a person has accepted (``excused``). ``text`` is that of all
    walks read again, ``same`` that of those whose words are the same.
    """

    rules: tuple[str | None, str | None] = (None, None)
    excused: frozenset[str] = frozenset()
    old: int = 0
    new: int = 0
    read: int = 0
    both: int = 0
    again: int = 0
    otherwise: int = 0
    adding_up: int = 0
    met: int = 0
    failed: int = 0
    compared: int = 0
    removed: list[str] = field(default_factory=list)
    rotten: list[str] = field(default_factory=list)
    still_rotten: list[str] = field(default_factory=list)
    adding_up_no_more: list[str] = field(default_factory=list)
    filled_before: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    text_before: Text = field(default_factory=Text)
    text: Text = field(default_factory=Text)
    same_before: Text = field(default_factory=Text)
    same: Text = field(default_factory=Text)
    leftover_before: float = 0.0
    leftover: float = 0.0

    def take(self, fate: Fate, *, differs: bool) -> None:
        """Count what becomes of a walk; ``differs`` says that its record is another than before."""
        self.old += fate.old is not None
        self.new += fate.new is not None
        self.read += fate.fresh and not fate.standing.rotten
        if fate.new is not None:
            self.filled.update(filled(fate.new))
        if fate.old is None:
            return
        if fate.new is None:
            self.removed.append(fate.walk_id)
        if fate.standing.rotten:
            (self.still_rotten if fate.walk_id in self.excused else self.rotten).append(fate.walk_id)
        if fate.fresh and fate.new is not None:
            self._compare(fate.old, fate.new, differs=differs)

    def _compare(self, before: Record, now: Record, *, differs: bool) -> None:
        self.both += 1
        had = set(filled(before))
        self.filled_before.update(had)
        self.emptied.update(had.difference(filled(now)))
        same_words = before.walk["content_sha256"] == now.walk["content_sha256"]
        self.again += same_words
        self.otherwise += same_words and differs
        self.text_before.add(before)
        self.text.add(now)
        if same_words:
            self.same_before.add(before)
            self.same.add(now)
        if before.walk["rating_adds_up"]:
            self.adding_up += 1
            if now.walk["rating_adds_up"] is False:
                self.adding_up_no_more.append(now.walk["walk_id"])

    def take_pages(self, met: Iterable[Row], before: Mapping[str, Row]) -> None:
        """Count the addresses met now; ``before`` are the rows of the snapshot before, by address."""
        for page in met:
            if page["outcome"] in NOT_ASKED or page["walk_id"] in self.still_rotten:
                continue
            self.met += 1
            self.failed += page["outcome"] == "failed"
            was = before.get(page["url"] or "", {})
            shares = [row.get("leftover_share") for row in (was, page)]
            if page["outcome"] == was.get("outcome") == "walk" and None not in shares:
                self.compared += 1
                self.leftover_before += shares[0] or 0.0
                self.leftover += shares[1] or 0.0

    @property
    def rewritten(self) -> int:
        """Walks read again whose words changed at the source."""
        return self.both - self.again

    def levels(self) -> dict[str, float]:
        """What the snapshot comes to, for those after it to be held against."""
        told: dict[str, float] = {"walks": float(self.new)}
        told |= {f"filled.{name}": n / max(1, self.new) for name, n in sorted(self.filled.items())}
        if self.compared:
            told["leftover_share"] = self.leftover / self.compared
        if self.both:
            told["repairs_per_1000"] = self.text.rate
        return told


def filled(record: Record) -> Iterator[str]:
    """The fields that a record has a value for."""
    yield from (c for c in FIELDS if record.walk[c] not in ABSENT)
    yield from (table for table in PARTS if record.parts[table])
