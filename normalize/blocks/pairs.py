"""Labels and values as they come, one line after the other, put together into pairs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from normalize.text.traced import Traced


@dataclass
class Pairs:
    """Collects labels and values that stand in lines, cells or columns of their own.

    ``Length`` ``25km`` ``Difficulty`` ``Hard`` and ``Length`` ``Difficulty`` ``25km`` ``Hard`` both pair up.
    A value that no label asks for is kept under the name None; a label that gets no value is kept with None.
    """

    found: list[tuple[str | None, Traced | None]] = field(default_factory=list)
    _labels: list[str] = field(default_factory=list)
    _values: list[Traced] = field(default_factory=list)

    @property
    def waiting(self) -> str | None:
        """The label whose value would come next, if one does."""
        return self._labels[len(self._values)] if len(self._values) < len(self._labels) else None

    def pair(self, name: str, value: Traced) -> None:
        """Add a label with the value that stands on its own line."""
        self.close()
        self.found.append((name, value))

    def label(self, name: str) -> None:
        """Add a label whose value may follow."""
        if self._values:
            self.close()
        if self._labels != [name]:  # a block's heading may say the first label's words already
            self._labels.append(name)

    def value(self, value: Traced) -> None:
        """Add a value that stands alone."""
        self._values.append(value)

    def close(self) -> None:
        """Pair what has come; where the numbers differ, a value belongs to the label just before it."""
        labels, values = self._labels, self._values
        if len(labels) != len(values):
            self.found += [(name, None) for name in (labels[:-1] if values else labels)]
            labels = labels[-1:] if values else []
        names = [*labels, *[None] * len(values)]
        self.found += [(name, value) for name, value in zip(names, values, strict=False)]
        self._labels, self._values = [], []
