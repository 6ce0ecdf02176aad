"""What came of publishing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PUBLISHED, UNCHANGED, HELD = "published", "unchanged", "held"


@dataclass(frozen=True, slots=True)
class Publication:
    """What came of publishing.

    Attributes:
        verdict: ``published``, ``unchanged`` or ``held``.
        snapshot: address (path or URL) of what was written, under ``held`` if it was held; None when nothing
            changed.
        tables: rows of each table.
        changes: walks ``added``, ``removed``, ``changed`` and ``moved`` against the snapshot before.
        warnings: what a person should look at.
        repairs: repairs in the published texts.
        reasons: why the snapshot is held; empty otherwise.
        templates: the skeletons of the walks' pages, those with most pages first; ``new`` where one was never
            seen in a snapshot before.

    """

    verdict: str
    snapshot: str | None
    tables: dict[str, int]
    changes: dict[str, int]
    warnings: list[str]
    repairs: int
    reasons: list[str]
    templates: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        """The name of the snapshot that was written: ``20261122T084000Z``."""
        return self.snapshot.rpartition("/")[2] if self.snapshot else None
