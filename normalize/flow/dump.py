"""Plain-text dumps of pages, read as the same lines.

Dumps come whole (one line a paragraph), wrapped at some width (lynx, w3m) or as Markdown (html2text). What
they have for markup is bullets, indentation, underlines, and tables drawn with blanks or bars.
"""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING

from normalize.flow.columns import RULE, cells
from normalize.flow.limits import MOST_LINES
from normalize.flow.line import Flow, Kind, Line
from normalize.flow.lines import cut_lines, fold
from normalize.flow.markdown import Markdown, is_markdown
from normalize.flow.wrapped import Row, unwrapped
from normalize.flow.written import ENTER, LEAVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LINE_END = re.compile(r"\r\n|[\n\r\f]")
_BULLET = re.compile(r"(?:([•·◦▪▫‣⁃●○■□∙☆★◆◇▶➢*])|([-–+o#@=~])|(\d{1,3})\\?[.)])[ \t\xa0]+(?=\S)")
_PLACEHOLDER = re.compile(
    r"\[[\w%.()-]+\.(?:jpe?g|gif|png|webp|svg|bmp)\] ?|^\s*\[[\w%]+[-_]\d+\] ?", re.IGNORECASE
)
"""What lynx and w3m put in the place of an image without alternative text: its file's name."""
_UNDERLINE = re.compile(r"=+|-+")
_HEADING = re.compile(r"#{1,6} +")
_QUOTED = re.compile(r"(?:> ?)+")
_REFERENCE = re.compile(r" *(\d{1,5})\. \S+ *")
_REFERENCE_HEADS = frozenset(["References", "Visible links", "Visible links:", "Hidden links:"])
_REFERENCE_MARK = re.compile(r"\[(\d{1,5})\]")


def read_dump(text: str) -> Flow:
    """The lines of a plain-text dump: bullets, indentation and blank lines left out."""
    lines = [line.rstrip(" \t") for line in _LINE_END.split(text)]
    if sum(map(bool, lines)) > MOST_LINES:
        read = (fold(line).strip(" ") for line in lines if line)
        return Flow(tuple(map(Line, islice(read, MOST_LINES + 1))), "dump", whole=False)
    raw, references = _without_references(lines)
    if references:
        raw = [_REFERENCE_MARK.sub(lambda m: "" if m[1] in references else m[0], line) for line in raw]
    as_markdown = is_markdown(text)
    if not as_markdown:
        raw = [_PLACEHOLDER.sub("", line) if "[" in line else line for line in raw]
    rows = _underlined([_row(line, as_markdown=as_markdown) for line in raw])
    rows = unwrapped(_without_false_bullets(rows))
    markdown = Markdown()
    written: list[str] = []
    for filled, block in groupby(rows, key=lambda row: bool(row.text)):
        if filled:
            for row, cell in cells(list(block)):
                kind = Kind.HEADING if row.heading else Kind.ITEM if row.bullet else Kind.TEXT
                written += [ENTER[kind], markdown.marked(cell) if as_markdown else cell, LEAVE]
    return cut_lines("".join(written), markdown.meanings, "dump")


def _without_references(raw: list[str]) -> tuple[list[str], frozenset[str]]:
    """The lines without the list of links that lynx puts at a dump's end, and the numbers it has."""
    numbers: set[str] = set()
    for at in range(len(raw) - 1, -1, -1):
        line = raw[at].strip()
        if line in _REFERENCE_HEADS and numbers:
            if line == "References":
                return raw[:at], frozenset(numbers)
        elif reference := _REFERENCE.fullmatch(raw[at]):
            numbers.add(reference[1])
        elif line and line not in _REFERENCE_HEADS:
            break
    return raw, frozenset()


def _row(line: str, *, as_markdown: bool) -> Row:
    body = line.lstrip(" \t")
    indent = len(line) - len(body)
    if as_markdown:
        if quoted := _QUOTED.match(body):
            body = body[quoted.end() :]
        if heading := _HEADING.match(body):
            return Row(
                _without_closing_hashes(body[heading.end() :]), indent, indent, len(line), heading=True
            )
    bullet = _BULLET.match(body)
    if bullet and not RULE.fullmatch(body):
        return Row(
            body[bullet.end() :],
            indent,
            indent + bullet.end(),
            len(line),
            bullet=bullet.group().rstrip(" \t\xa0"),
        )
    return Row(body, indent, indent, len(line))


def _without_closing_hashes(heading: str) -> str:
    bare = heading.rstrip("#")
    return bare.rstrip(" ") if bare.endswith(" ") else heading


def _underlined(rows: Iterable[Row]) -> list[Row]:
    """The rows without ruled lines; one that underlines the row above makes it a heading."""
    kept: list[Row] = []
    for row in rows:
        if not RULE.fullmatch(row.text):
            kept.append(row)
        elif kept and kept[-1].text and "|" in row.text:
            kept.append(row)  # parts a table's head from its body; cells() needs it
        elif kept and kept[-1].text and _UNDERLINE.fullmatch(row.text) and not kept[-1].bullet:
            kept[-1] = kept[-1]._replace(heading=True)
        else:
            kept.append(Row(""))
    return kept


def _without_false_bullets(rows: Sequence[Row]) -> list[Row]:
    """The rows; a dash, an ``o`` or a number stays a bullet only if indented or next to its like."""
    filled = [number for number, row in enumerate(rows) if row.text]
    kept = list(rows)
    for place, number in enumerate(filled):
        row = rows[number]
        if not row.bullet or row.indent or _family(row) == "•":
            continue
        around = [rows[n] for n in filled[max(0, place - 1) : place + 2] if n != number]
        if not any(_family(other) == _family(row) and other.indent == row.indent for other in around):
            kept[number] = row._replace(text=row.marked, bullet="", hang=row.indent)
    return kept


def _family(row: Row) -> str:
    """Bullets that make one list: every number is of one family, so is every dot or star."""
    if not row.bullet:
        return ""
    if row.bullet[0].isdigit():
        return "1"
    return row.bullet if row.bullet in "-–+o#@=~" else "•"
