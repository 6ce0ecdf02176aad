"""The archived bytes behind a value: what the server said, and the words where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from normalize.page import Page
    from normalize.sources.archived import ArchivedPages
    from outputs.values import Row

AROUND = 30
"""Bytes that are shown before and behind the words."""

MOST_WORDS = 12
"""Words that are looked for: the first ones tell the place."""

_BETWEEN = rb"(?:\s|&nbsp;|&#160;|<[^<>]{0,200}>){1,50}"


@dataclass(frozen=True, slots=True)
class Behind:
    """What was archived: the page, and whether its bytes are those that the snapshot records."""

    page: Page
    as_recorded: bool | None

    def told(self) -> str:
        """The answer in a few words."""
        same = {True: ", as recorded", False: ", NOT the one recorded", None: ""}[self.as_recorded]
        kind = self.page.content_type or "no type"
        size = f"{len(self.page.body):,} bytes"
        return f"status {self.page.status}, {kind}, {size}, sha256 {self.page.sha256[:12]}…{same}"

    def words(self, as_decoded: str, charset: str | None) -> str | None:
        """The words amid the bytes around them; None where they do not stand there as they were decoded."""
        name = charset or "utf-8"
        found = _find(self.page.body, as_decoded, name)
        if found is None:
            return None
        start, end = found
        shown = self.page.body[max(0, start - AROUND) : end + AROUND]
        text = " ".join(shown.decode(name, "replace").split())
        return f"byte {start:,} of the body: {''.join(c if c.isprintable() else '�' for c in text)}"


def behind(pages: ArchivedPages, file: str, offset: int | None, recorded: Row | None) -> Behind | None:
    """The page at a published place; ``recorded`` is its row of ``pages``. None where it is no more there."""
    page = pages.page(file, offset)
    if page is None:
        return None
    return Behind(page, recorded["sha256"] == page.sha256 if recorded else None)


def _find(body: bytes, words: str, charset: str) -> tuple[int, int] | None:
    """Where words stand, whatever white space or tags part them."""
    try:
        pieces = [re.escape(word.encode(charset)) for word in words.split()[:MOST_WORDS]]
    except (LookupError, UnicodeEncodeError):
        return None
    found = re.search(_BETWEEN.join(pieces), body) if pieces else None
    return found.span() if found else None
