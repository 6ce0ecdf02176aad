"""What a dump still tells apart: an extractor may run lines together, or fill a line just where one ends."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.generator.dialects import DIALECTS
from tests.generator.sections import sections
from tests.generator.typography import straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.generator.channels import Sample
    from tests.generator.sections import Section

BLOCKS = {
    "head": "place",
    "photos": "photos",
    "feature": "photos",
    "key": "points",
    "narrative": "narrative",
    "accounts": "below",
    "safety": "below",
    "members": "below",
    "later": "below",
    "responsible": "below",
    "sponsor": "below",
    "notice": "below",
}
OPENING = 14
"""So many characters tell a line's beginning."""
MARGIN = re.compile(r"(?:.*(?:\s{2}|\|))?[^\w(]*(?:o |!?\[[^]]{0,30}\](?:\([^)]*\))?|\d{1,2}\. )?[^\w(]*")
"""What may stand before a line without hiding where it begins: a column, a mark, a number, an image."""
ROOM = {"lynx": 80, "html2text": 80, "w3m": 80, "w3m, wide": 400}
"""How wide a line may be, of those that break lines."""


def blurred(sample: Sample) -> set[str]:
    """The blocks of which this dump does not tell where one line ends and the next begins."""
    dialect = DIALECTS[sample.channel.dialect]
    lines = [_straight(line) for line in sample.body.decode().splitlines()]
    width = ROOM.get(sample.channel.extractor)
    room = max((len(line) for line in lines if width and len(line) <= width), default=0)
    pieces = _pieces(sections(sample.told, dialect.order, oldest=dialect.oldest))
    filled = _filled(lines, pieces, room) if width else ()
    found = {*_run_together(lines, pieces), *filled}
    return found | {"narrative"} if "opening" in found else found


def _pieces(page: list[Section]) -> list[tuple[str, str]]:
    """The page's lines, each with the block that suffers if it is not told from the line before."""
    pieces: list[tuple[str, str]] = []
    for section in page:
        for piece in section.pieces:
            block = BLOCKS.get(section.name, "")
            if block == "narrative" and piece.kind == "aside":
                block = ""
            elif block == "narrative" and not any(b == "opening" for b, _ in pieces):
                block = "opening"
            if piece.words:
                pieces.append((block, straight(piece.words)))
    return pieces


def _straight(line: str) -> str:
    """A line in the typography of the truth, its columns kept."""
    return "  ".join(map(straight, re.split(r"\s{2,}|\t", line)))


def _run_together(lines: list[str], pieces: list[tuple[str, str]]) -> Iterator[str]:
    """The block of each piece that begins no line."""
    for block, words in pieces:
        opening = words[:OPENING]
        starts = (line[: line.find(opening)] for line in lines if opening in line)
        if block and not any(MARGIN.fullmatch(start) for start in starts):
            yield block


def _filled(lines: list[str], pieces: list[tuple[str, str]], room: int) -> Iterator[str]:
    """The block of each piece that goes on below a line so full that it may have been broken there."""
    for (_, before), (block, after) in pairwise(pieces):
        last, first = " ".join(before.split()[-2:]), after.split()[0]
        for line, following in pairwise(lines):
            if line.endswith(last) and following.lstrip().startswith(after[:OPENING]):
                indented = len(following) - len(following.lstrip()) != len(line) - len(line.lstrip())
                if block and not indented and len(line) + 1 + len(first) > room:
                    yield block
