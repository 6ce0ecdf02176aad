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


@dataclass(frozen=True, slots=True)
class Again:
    """Reads pages again by the place that was published for them: an `outputs.rereading.Reread`."""

    pages: ArchivedPages
    known: Readings | None = None
    site: str | None = None
    reader: str = "lexbor"

    def __call__(self, file: str, offset: int | None) -> tuple[Page, Reading] | None:
        """The page and its reading; None where its bytes are no more there."""
        page = self.pages.page(file, offset)
        if page is None:
            return None
        reading = self.known.get(page) if self.known else None
        return page, reading or normalize(page, site=self.site, reader=self.reader)
