"""Which caption stands with which image."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from normalize.credits import Credits, caption_key
from normalize.text.mojibake import mend
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from normalize.blocks.found import Shot

LONGEST_ALT = 250


class _Mark(NamedTuple):
    """A caption or an image, and its place in the order of the page."""

    place: int
    words: Traced | None
    url: str | None = None
    alt: str = ""


def coupled(
    shots: Sequence[Shot], locate: Callable[[str], str | None], credits_: Credits
) -> list[tuple[Traced | None, str | None]]:
    """Each caption with the image that stands with it, in the page's order.

    An image's own alternative text is the surest sign, and its caption where no line is. Else order tells:
    pages put the image before its caption or behind it, always the same way, or all images on one side.
    """
    marks = [_mark(place, shot, locate) for place, shot in enumerate(shots)]
    marks = [mark for mark in marks if mark.words is not None or mark.url]
    known = _by_alternative_text(marks, credits_)
    taken = {place for pair in known for place in pair}
    rest = [mark for mark in marks if mark.place not in taken]
    by_place = {mark.place: mark for mark in marks}
    pairs = [by_place[caption]._replace(url=by_place[image].url) for caption, image in known]
    pairs += _in_columns(rest) or _in_turns(rest)
    return [
        (mark.words or _spoken(mark.alt), mark.url) for mark in sorted(pairs, key=lambda mark: mark.place)
    ]


def _mark(place: int, shot: Shot, locate: Callable[[str], str | None]) -> _Mark:
    if shot.image is None:
        return _Mark(place, shot.words)
    return _Mark(place, shot.words, locate(shot.image.src), shot.image.alt)


def _by_alternative_text(marks: Sequence[_Mark], credits_: Credits) -> list[tuple[int, int]]:
    """The places of caption and image where the image's alternative text says what the caption says."""
    images: dict[str, deque[int]] = defaultdict(deque)
    for mark in marks:
        if mark.url and mark.alt.strip():
            images[caption_key(mark.alt)].append(mark.place)
    found: list[tuple[int, int]] = []
    for mark in marks if images else ():
        if mark.words is None:
            continue
        caption = credits_.read_caption(mark.words.text).caption
        keys = [
            caption_key(mark.words.text),
            *([caption_key(mark.words.text[slice(*caption)])] if caption else []),
        ]
        if key := next((key for key in keys if images.get(key)), None):
            found.append((mark.place, images[key].popleft()))
    return found


def _in_columns(marks: Sequence[_Mark]) -> list[_Mark]:
    """All images on one side of as many captions; nothing where they stand otherwise."""
    half, odd = divmod(len(marks), 2)
    if odd or half < 2:
        return []
    first, second = marks[:half], marks[half:]
    if any(mark.url for mark in first):
        first, second = second, first
    if any(mark.url or mark.words is None for mark in first) or not all(mark.url for mark in second):
        return []
    return [caption._replace(url=image.url) for caption, image in zip(first, second, strict=True)]


def _in_turns(marks: Sequence[_Mark]) -> Iterator[_Mark]:
    """Each caption with the image before it or behind it, as the first of all marks says."""
    image_first = not marks or marks[0].words is None
    held: _Mark | None = None
    for mark in marks:
        other = held is not None and (held.words is None) != (mark.words is None)
        if held and other and not (held.words and held.url) and (held.words is None) == image_first:
            yield held._replace(words=held.words or mark.words, url=held.url or mark.url)
            held = None
            continue
        if held:
            yield held
        held = mark
    if held:
        yield held


def _spoken(alt: str) -> Traced | None:
    """An alternative text that says something, as a caption: it stands on no line."""
    alt = " ".join(alt.split())
    told = " " in alt and len(alt) <= LONGEST_ALT
    return mend(Traced(alt)) if told else None
