"""A page of an earlier snapshot, read again by today's rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize import normalize

if TYPE_CHECKING:
    from normalize.page import Page
    from normalize.sources.archived import ArchivedPages
    from normalize.walk import Reading
    from waypost.known import Readings


@dataclass(slots=True)
class Again:
    """Reads pages again by the place that was published for them: an `outputs.rereading.Reread`.

    The last one is remembered: a walk's times and its changes ask for the same page.
    """

    pages: ArchivedPages
    known: Readings | None = None
    site: str | None = None
    reader: str = "lexbor"
    _last: tuple[tuple[str, int | None], tuple[Page, Reading] | None] | None = None

    def __call__(self, file: str, offset: int | None) -> tuple[Page, Reading] | None:
        """The page and its reading; None where its bytes are no more there."""
        if self._last is None or self._last[0] != (file, offset):
            self._last = (file, offset), self._read(file, offset)
        return self._last[1]

    def _read(self, file: str, offset: int | None) -> tuple[Page, Reading] | None:
        page = self.pages.page(file, offset)
        if page is None:
            return None
        reading = self.known.find(page) if self.known else None
        return page, reading or normalize(page, site=self.site, reader=self.reader)
