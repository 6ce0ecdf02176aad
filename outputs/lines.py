"""Files of one JSON object a line, only ever added to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outputs.durable import CatalogueUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outputs.stores import Kept
    from outputs.values import Row


def whole_lines(kept: Kept | None) -> bytes:
    """The lines of a file without a last one that a crash cut short."""
    return kept.data[: kept.data.rfind(b"\n") + 1] if kept else b""


def read_lines(kept: Kept | None, address: str) -> Iterator[Row]:
    """The objects of a file, None where there is none; raises CatalogueUnusable at a damaged line."""
    for number, line in enumerate(whole_lines(kept).splitlines(), start=1):
        try:
            row: Row = json.loads(line)
        except ValueError as error:
            raise damaged(address, number, error) from error
        yield row


def damaged(address: str, number: int, error: Exception) -> CatalogueUnusable:
    """The error for a line that cannot be read."""
    return CatalogueUnusable(f"{address}: line {number} is damaged ({error}); restore it from a backup")
