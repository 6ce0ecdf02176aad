"""Bring back what was lost in a walk's words, block by block, before they are cut into values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from normalize.credits import Credits
from normalize.text.fold import MARKS
from normalize.text.lost import repair_lines
from normalize.text.style import plain
from normalize.text.traced import Edit, Traced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.blocks import Blocks
    from normalize.blocks.photos import Picture
    from normalize.draft import Draft
    from normalize.source import Source

SIGN_CONFIDENCE = 0.95
"""How sure it is that a mark between caption and holder was the ©, where no other © stands whole."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A walk's pieces as they were, each with its lost characters back."""

    title: Traced | None
    blocks: Blocks
    photos: list[Picture]


def mend_blocks(
    title: Traced | None,
    blocks: Blocks,
    photos: list[Picture],
    source: Source,
    draft: Draft,
    whole_names: Iterable[str] = (),
) -> Mended:
    """Bring back what was lost in the walk's words.

    Captions and prose are a document each, and so is the site's own furniture: they came into the page by
    different ways, and one may be whole where another is damaged. Each knows the other's words as evidence,
    and ``whole_names``, what else on the page may name things and has lost nothing.
    """
    pieces: dict[tuple[str, int], Traced] = {}
    if title:
        pieces["title", 0] = title
    pieces |= {("photos", n): p.words for n, p in enumerate(photos) if p.words}
    pieces |= {("key_information", n): words for n, words in enumerate(blocks.key_information)}
    for name in ("rating", "statistics"):
        pieces |= {(name, n): words for n, (_, words) in enumerate(getattr(blocks, name)) if words}
    pieces |= {("narrative", n): words for n, (words, _) in enumerate(blocks.narrative)}
    pieces |= {("accounts", n): words for n, words in enumerate(blocks.accounts)}
    names = [*filter(None, (source.called, source.identity.country)), *whole_names]
    captions = {place: words for place, words in pieces.items() if place[0] == "photos"}
    captions = dict(zip(captions, _signed(captions.values(), source.site), strict=True))
    pieces |= captions
    prose = {place: words for place, words in pieces.items() if place[0] != "photos"}
    for document, other in ((captions, prose), (prose, captions)):
        lines = [_spaced(words.text) for words in document.values()]
        whole = [*names, *(words.text for words in other.values())]
        for (place, words), repair in zip(document.items(), repair_lines(lines, whole), strict=True):
            draft.suspected(place[0], words.text, repair)
            edits = (replace(e, before=words.text[e.start : e.end]) for e in repair.edits)
            pieces[place] = words.apply(edits)
    return Mended(pieces.get(("title", 0)), *_put_back(pieces, blocks, photos, source))


def _signed(captions: Iterable[Traced], site: str) -> list[Traced]:
    """The captions with the © that a conversion to ASCII took: all were lost, or none was.

    Where that is sure of one, a name behind a mark that begins a caption is a holder too.
    """
    every = list(captions)
    if any("©" in words.text for words in every):
        return every
    signed = [words.apply(_sign(words.text, site)) for words in every]
    if signed == every:
        return every
    return [words.apply(_leading_sign(words.text, site)) for words in signed]


def _sign(line: str, site: str) -> list[Edit]:
    view = plain(Traced(line))
    caption = Credits.of(site).read_caption(view.text)
    if not caption.lost_sign or caption.credit is None:
        return []
    at = view.cut(max(view.text.rfind(mark, 0, caption.credit[0]) for mark in MARKS)).offset
    return [Edit(at, at + 1, line[at], "©", "symbol", "sign-before-holder", SIGN_CONFIDENCE)]


def _leading_sign(line: str, site: str) -> list[Edit]:
    view, grammar = plain(Traced(line)), Credits.of(site)
    if view.text[:1] not in MARKS:
        return []
    caption = grammar.read_caption(f"©{view.text[1:]}")
    if caption.caption or caption.credit is None or not grammar.is_name(view.text[slice(*caption.credit)]):
        return []
    at = view.cut(0, 1).offset
    return [Edit(at, at + 1, line[at], "©", "symbol", "sign-before-holder", SIGN_CONFIDENCE)]


def _spaced(text: str) -> str:
    """The text with plain blanks for its no-break spaces, which say nothing of what was lost beside them."""
    return text.replace("\xa0", " ")


def _put_back(
    pieces: dict[tuple[str, int], Traced], blocks: Blocks, photos: list[Picture], source: Source
) -> tuple[Blocks, list[Picture]]:
    def pair(
        name: str, pairs: list[tuple[str | None, Traced | None]]
    ) -> list[tuple[str | None, Traced | None]]:
        return [(label, pieces.get((name, n))) for n, (label, _) in enumerate(pairs)]

    mended = replace(
        blocks,
        key_information=[pieces["key_information", n] for n in range(len(blocks.key_information))],
        rating=pair("rating", blocks.rating),
        statistics=pair("statistics", blocks.statistics),
        narrative=[(pieces["narrative", n], item) for n, (_, item) in enumerate(blocks.narrative)],
        accounts=[pieces["accounts", n] for n in range(len(blocks.accounts))],
    )
    read = Credits.of(source.site).read_caption
    again: list[Picture] = []
    for n, photo in enumerate(photos):
        words = pieces.get(("photos", n))
        styled = plain(words) if words else None
        again.append(replace(photo, words=styled, parsed=read(styled.text) if styled else None))
    return mended, again
