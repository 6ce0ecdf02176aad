"""Captions and images, put together into photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.credits import Caption, Credits, same_caption

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from normalize.blocks.found import Shot
    from normalize.text.traced import Traced


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
    seen: set[str] = set()
    for listed, group in _groups(shots):
        for words, url in _coupled(group, locate):
            parsed = None if words is None else credits_.read_caption(words.text)
            if not listed and words is not None and any(_same(words, p.words) for p in found):
                continue
            if words is None and (url is None or url in seen or not listed):
                continue
            found.append(Picture(words, parsed, None if url in seen else url))
            seen.add(url or "")
    return found


def _groups(shots: Iterable[Shot]) -> list[tuple[bool, list[Shot]]]:
    every = list(shots)
    return [
        (True, [shot for shot in every if shot.block == "head"]),
        (False, [shot for shot in every if shot.block != "head"]),
    ]


def _coupled(
    shots: Sequence[Shot], locate: Callable[[str], str | None]
) -> list[tuple[Traced | None, str | None]]:
    """Each caption with the image that stands with it.

    Pages put the image before its caption or behind it, always the same way: the first of the two tells.
    """
    marks = [(s.words, locate(s.image.src) if s.image else None) for s in shots]
    marks = [(words, url) for words, url in marks if words is not None or url]
    image_first = not marks or marks[0][0] is None
    coupled: list[tuple[Traced | None, str | None]] = []
    for words, url in marks:
        last = coupled[-1] if coupled else (None, None)
        if words is not None and image_first and last[0] is None and last[1]:
            coupled[-1] = (words, last[1])
        elif url and not image_first and last[0] is not None and last[1] is None:
            coupled[-1] = (last[0], url)
        else:
            coupled.append((words, url))
    return coupled


def _same(one: Traced, other: Traced | None) -> bool:
    return other is not None and same_caption(one.text, other.text)
