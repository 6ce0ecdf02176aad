"""Captions and images, put together into photos."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.blocks.coupling import coupled
from normalize.credits import Caption, Credits, caption_key, same_caption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from normalize.blocks.found import Shot
    from normalize.text.traced import Traced

CUTS = ("...", "…")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as found: its line, how that line parses, and the address of its image."""

    words: Traced | None
    parsed: Caption | None
    url: str | None


def pictures(shots: Iterable[Shot], credits_: Credits, locate: Callable[[str], str | None]) -> list[Picture]:
    """The photos of a page: those of the photo list, then any that is first shown further down.

    A caption in the list is a photo, also when its words repeat; further down it is one only if the list has
    nothing like it. ``locate`` gives an image's address if it is a photo of the site, else None.
    """
    found: list[Picture] = []
    urls: set[str] = set()
    captions = _Captions()
    for listed, group in _groups(shots):
        for words, url in coupled(group, locate, credits_):
            if not listed and words is not None and captions.hold(words.text):
                continue
            if words is None and (url is None or url in urls or not listed):
                continue
            parsed = None if words is None else credits_.read_caption(words.text)
            found.append(Picture(words, parsed, None if url in urls else url))
            urls.add(url or "")
            if words is not None:
                captions.add(words.text)
    return found


def _groups(shots: Iterable[Shot]) -> list[tuple[bool, list[Shot]]]:
    every = list(shots)
    return [
        (True, [shot for shot in every if shot.block == "head"]),
        (False, [shot for shot in every if shot.block != "head"]),
    ]


@dataclass
class _Captions:
    """Captions seen, asked whether they hold one that may have been cut short, or hold it cut short."""

    cut: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys of captions that the page cut short, by length."""
    _texts: dict[str, str] = field(default_factory=dict)
    _sorted: list[str] = field(default_factory=list)
    _pending: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        key = caption_key(text)
        if key not in self._texts:
            self._pending.append(key)
            self._texts[key] = text
        if text.rstrip().endswith(CUTS):
            self.cut[len(key)].add(key)

    def hold(self, text: str) -> bool:
        key = caption_key(text)
        if key in self._texts:
            return True
        if text.rstrip().endswith(CUTS) and (longer := self._next(key)) and same_caption(text, longer):
            return True
        shorter = (key[:length] for length, keys in self.cut.items() if key[:length] in keys)
        return any(same_caption(text, self._texts[one]) for one in shorter)

    def _next(self, key: str) -> str | None:
        """The caption whose key comes next: the one that begins with this key, if any does."""
        if len(self._pending) == 1:
            insort(self._sorted, self._pending.pop())
        elif self._pending:
            self._sorted = sorted(self._sorted + self._pending)
            self._pending = []
        place = bisect_left(self._sorted, key)
        return self._texts[self._sorted[place]] if place < len(self._sorted) else None
