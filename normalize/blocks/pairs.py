"""Labels and values as they come, one line after the other, put together into pairs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from normalize.text.traced import Traced

    Pair = tuple[str | None, Traced | None]


UNLABELLED = "duration"
"""The label of the values that mostly have none: where it stands, it asks for its value like any other."""


def _nothing(_: Traced) -> bool:
    return False


@dataclass
class Pairs:
    """Collects labels and values that stand in lines, cells or columns of their own.

    ``Length`` ``25km`` ``Difficulty`` ``Hard``, ``Length`` ``Difficulty`` ``25km`` ``Hard`` and ``25km``
    ``Length`` ``Hard`` ``Difficulty`` all pair up. A value that no label asks for is kept under the name
    None; a label that gets no value is kept with None. ``needs_none`` says which values may stand without a
    label, ``headings`` names labels that may be a heading only, ``last`` one that may be empty at the end.
    """

    needs_none: Callable[[Traced], bool] = _nothing
    headings: frozenset[str] = frozenset()
    last: str | None = None
    found: list[Pair] = field(default_factory=list)
    _met: list[str | Traced] = field(default_factory=list)
    _asked: list[str] = field(default_factory=list)
    """The labels since the last value that a label asked for, less those answered."""

    @property
    def count(self) -> int:
        """How many labels and values have come, a pair counting as one."""
        return len(self.found) + len(self._met)

    @property
    def waiting(self) -> str | None:
        """The label whose value would come next, if one does."""
        return self._asked[0] if self._asked else None

    def answered(self, name: str) -> bool:
        """Whether a label has come with its value, or values have come since it."""
        if any(one == name and value is not None for one, value in self.found):
            return True
        return name in self._met and name not in self._asked

    def pair(self, name: str, value: Traced) -> None:
        """Add a label with the value that stands on its own line."""
        self.close()
        self.found.append((name, value))

    def label(self, name: str) -> None:
        """Add a label whose value may follow."""
        if self._met[-1:] == [name]:  # a block's heading may say the first label's words already
            return
        if self._met and not isinstance(self._met[-1], str):
            self._asked = []
        self._met.append(name)
        self._asked.append(name)

    def value(self, value: Traced) -> None:
        """Add a value that stands alone."""
        self._met.append(value)
        if len(self._asked) > _MOST_ASKED:
            self._asked = []
        elif len(self._asked) == 1 or UNLABELLED in self._asked or not self.needs_none(value):
            self._asked = self._asked[1:]

    def close(self) -> None:
        """Pair what has come."""
        met, self._met, self._asked = self._met, [], []
        if met:
            self.found += self._paired(met)

    def _paired(self, met: list[str | Traced]) -> Iterator[Pair]:
        if met[-1] == self.last and len(met) > 1:
            yield from self._paired(met[:-1])
            yield self.last, None
            return
        runs = [list(run) for _, run in groupby(met, key=lambda one: isinstance(one, str))]
        if met[0] in self.headings and len(runs) % 2 and len(runs) > 3 and len(runs[0]) == 1:
            yield _names(runs.pop(0))[0], None  # a heading, and below it values before their labels
        if not isinstance(runs[0][0], str) and len(runs) % 2 == 0 and len({len(run) for run in runs}) == 1:
            yield from _zipped(runs[1::2], runs[0::2])
            return
        if not isinstance(runs[0][0], str):
            yield from ((None, value) for value in _values(runs.pop(0)))
        for names, values in zip(runs[0::2], [*runs[1::2], []], strict=False):
            yield from self._group(_names(names), _values(values))

    def _group(self, names: list[str], values: list[Traced]) -> Iterator[Pair]:
        """Labels and the values behind them; where the numbers differ, only what is plain is paired."""
        if 1 < len(names) < len(values):
            asked = [value for value in values if not self.needs_none(value)]
            if len(asked) == len(names):
                yield from ((None, value) for value in values if self.needs_none(value))
                values = asked
        if len(names) == len(values) + 1 and len(values) > 1 and names[0] in self.headings:
            yield names[0], None
            names = names[1:]
        if len(names) == len(values):
            yield from zip(names, values, strict=True)
        elif len(values) <= 1 or len(names) == 1:
            yield from ((name, None) for name in names[: -1 if values else None])
            yield from zip([*names[-1:], *[None] * len(values)], values, strict=False)
        else:
            yield from ((name, None) for name in names)
            yield from ((None, value) for value in values)


_MOST_ASKED = 64
"""More labels in a row than this wait for nothing."""


def _names(met: list[str | Traced]) -> list[str]:
    return [one for one in met if isinstance(one, str)]


def _values(met: list[str | Traced]) -> list[Traced]:
    return [one for one in met if not isinstance(one, str)]


def _zipped(names: list[list[str | Traced]], values: list[list[str | Traced]]) -> Iterator[Pair]:
    yield from zip(
        (name for run in names for name in _names(run)),
        (value for run in values for value in _values(run)),
        strict=True,
    )
