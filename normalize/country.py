"""The country of a walk: everything on a page, and in its address, that names one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.blocks.place import breadcrumb_country
from normalize.checks.names import Witness, check_country
from normalize.places import country_codes, is_country
from normalize.text.fold import same_name
from normalize.text.style import plain
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from normalize.blocks import Blocks, Item
    from normalize.blocks.photos import Picture
    from normalize.draft import Draft
    from normalize.source import Source

CAPTION_PARTS = re.compile(r"\s*,\s*|\s+[-–—]\s+")
MOST_CAPTION = 250
WHERE = {
    "breadcrumb": "the breadcrumb",
    "label": "the location line",
    "line": "the location line",
    "captions": "the captions",
}
"""Where the blocks found a country, in a reader's words."""


def find_country(
    items: Sequence[Item],
    blocks: Blocks,
    photos: Sequence[Picture],
    title: Traced,
    source: Source,
    draft: Draft,
) -> str | None:
    """The country as the site names it; who names another state is reported.

    The best witness is a breadcrumb that says what the address says, then the address, another breadcrumb, a
    location line, a caption.
    """
    named = _each_once(_named(items, blocks, photos, title, source))
    if not named:
        return None
    where, words = named[0]
    country = draft.text("country", words, f"from {where}" + (f" {source.url}" if words.line < 0 else ""))
    witnesses = [Witness(said, plain(w).text) for said, w in named]
    check_country(witnesses[0], witnesses[1:], draft)
    _derive_codes(country or "", draft)
    return country


def _derive_codes(country: str, draft: Draft) -> None:
    codes = country_codes(country)
    if codes:
        draft.derived("country_codes", f"{country!r} stands for {', '.join(codes)} in ISO 3166-1")
    if len(codes) == 1:
        draft.derived("country_code", f"{country!r} stands for {codes[0]} in ISO 3166-1")


def _named(
    items: Sequence[Item], blocks: Blocks, photos: Sequence[Picture], title: Traced, source: Source
) -> Iterator[tuple[str, Traced]]:
    """Who names a country, and in what words, best witness first."""
    addressed = source.identity.country
    if addressed:
        if crumb := breadcrumb_country(items, title.text, addressed):
            yield WHERE["breadcrumb"], crumb
        yield "the address", Traced(addressed)
    if crumb := breadcrumb_country(items, title.text, None):
        yield WHERE["breadcrumb"], crumb
    for stated in blocks.countries:
        yield WHERE.get(stated.where, stated.where), stated.words
    yield from (("the location line", words) for words in blocks.place if country_codes(plain(words).text))
    yield from (("a caption", words) for words in _captioned(photos, title.text))


def _each_once(named: Iterable[tuple[str, Traced]]) -> list[tuple[str, Traced]]:
    """The witnesses, those whose words stand in one place of the page only once."""
    found: dict[tuple[int, int], tuple[str, Traced]] = {}
    for where, words in named:
        found.setdefault((words.line, words.offset), (where, words))
    return list(found.values())


def _captioned(photos: Sequence[Picture], title: str) -> Iterator[Traced]:
    """The country of each caption that begins with country and walk: ``Peru, Lares Trek, the lake``."""
    for photo in photos:
        line = plain(photo.words) if photo.words else None
        if line is None or len(line.text) > MOST_CAPTION:
            continue
        parts = CAPTION_PARTS.split(line.text, maxsplit=2)
        if len(parts) > 1 and is_country(parts[0]) and same_name(parts[1], title):
            yield line.cut(0, len(parts[0]))
