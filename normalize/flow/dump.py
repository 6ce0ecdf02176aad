"""Plain-text dumps of pages, read as the same lines.

Dumps come whole (one line a paragraph), wrapped at some width (lynx, w3m) or as Markdown (html2text). What
they have for markup is bullets, indentation, underlines, and tables drawn with blanks or bars.
"""

from __future__ import annotations

import re
from itertools import groupby, islice

from normalize.flow.columns import cells
from normalize.flow.layout import parted
from normalize.flow.limits import MOST_LINES
from normalize.flow.line import Flow, Kind, Line
from normalize.flow.lines import cut_lines, fold
from normalize.flow.markdown import Markdown, is_markdown
from normalize.flow.references import without_references
from normalize.flow.rows import rows_of
from normalize.flow.wrapped import unwrapped
from normalize.flow.written import ENTER, LEAVE

_LINE_END = re.compile(r"\r\n|[\n\r\f]")


def read_dump(text: str) -> Flow:
    """The lines of a plain-text dump: bullets, indentation and blank lines left out."""
    lines = _LINE_END.split(text)
    if sum(line.strip(" \t") != "" for line in lines) > MOST_LINES:
        read = (fold(line).strip(" ") for line in lines if line.strip(" \t"))
        return Flow(tuple(map(Line, islice(read, MOST_LINES + 1))), "dump", whole=False)
    raw, references = without_references(lines)
    as_markdown = is_markdown(text)
    rows = unwrapped(rows_of(parted(raw), references, as_markdown=as_markdown))
    markdown = Markdown()
    written: list[str] = []
    for filled, block in groupby(rows, key=lambda row: bool(row.text)):
        if filled:
            for row, cell in cells(list(block), as_markdown=as_markdown):
                kind = Kind.HEADING if row.heading else Kind.ITEM if row.bullet else Kind.TEXT
                written += [ENTER[kind], markdown.marked(cell) if as_markdown else cell, LEAVE]
    return cut_lines("".join(written), markdown.meanings, "dump")
