"""What is said when a given path cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WANTED = "give WARC, WACZ, HTML, plain-text dumps, Parquet of pages, or a folder of these"


class SourceError(Exception):
    """A path that holds no pages; the message is one line and says what is there and what is wanted."""

    @classmethod
    def of(cls, path: Path, what: str, advice: str = WANTED) -> SourceError:
        """The error for one path: ``<path>: <what it is>; <what to do>``."""
        return cls(" ".join(f"{path}: {what}; {advice}".split()))
