"""What a figure is once it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a walk, converted: ``text[start:end]`` are its words, "up to" and "about" included.

    Attributes:
        kind: ``length``, ``duration``, ``nights``, ``height`` (an altitude) or ``climb`` (metres up or down).
        unit: ``km`` for a length, ``hours`` or ``days`` for a duration, ``nights``, ``m`` for the rest.
        min: the least it can be, or None ("up to 10 days").
        max: the most it can be, or None ("over 100km"). Never both None; never less than ``min``.
        approximate: whether the page says "about".
        start: where its words start in the text that was read.
        end: where they end.

    """

    kind: str
    unit: str
    min: float | None
    max: float | None
    approximate: bool
    start: int
    end: int
