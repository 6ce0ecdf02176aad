"""Lines of a text dump as rows: what stands before their text, and where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from normalize.flow.columns import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ALWAYS = "•·◦▪▫‣⁃●○◎■□∙☆★◆◇▶►▸➢➤△▲▽▼✓✔❖*"
_AMONG_ITS_LIKE = "-–+o#@=~"
_BULLET = re.compile(
    rf"(?:([{re.escape(_ALWAYS)}])|([{re.escape(_AMONG_ITS_LIKE)}])|(\d{{1,3}})\\?[.)])[ \t\xa0]+(?=\S)"
)
_PLACEHOLDER = re.compile(r"\[[\w%.()-]{1,80}\.(?:jpe?g|gif|png|webp|svg|bmp)\] ?", re.IGNORECASE)
"""What lynx puts in the place of an image without alternative text: its file's name."""
_PLACEHOLDER_FIRST = re.compile(
    rf"{_PLACEHOLDER.pattern}|\[[\w%]{{1,40}}[-_]\d{{1,9}}\] ?"
    r"|\[(?=[^\]]{0,80}[-_\d])(?=[^\]]{0,80}[^\W\d_])[\w%.()-]{2,80}\](?=[^\W\d_]|[©?“‘\"']|$)",
    re.IGNORECASE,
)
"""What w3m puts there, too: the beginning of its name, with the caption right behind it."""
_UNDERLINE = re.compile(r"=+|-+")
_HEADING = re.compile(r"#{1,6} +")
_QUOTED = re.compile(r"(?:> ?)+")
_REFERENCE_MARK = re.compile(r"\[(\d{1,5})\]")
_LITERAL = 4  # columns by which Markdown indents what is to be left as it is


class Row(NamedTuple):
    """One line of a dump; columns count from 0 and are those of the dump, whatever was taken out of the text.

    Attributes:
        text: without indentation and bullet; "" for a blank line.
        indent: column of its first character.
        hang: column of its text, after the bullet if it has one.
        end: column after its last character.
        first: width of its first word, or of its bullet.
        bullet: the bullet, or "".
        heading: whether it is underlined, or marked as a heading.
        opens: whether it cannot go on with what the row above says.
        closes: whether the row below cannot go on with what it says.

    """

    text: str
    indent: int = 0
    hang: int = 0
    end: int = 0
    first: int = 0
    bullet: str = ""
    heading: bool = False
    opens: bool = False
    closes: bool = False

    @property
    def marked(self) -> str:
        """The text with its bullet."""
        return f"{self.bullet} {self.text}" if self.bullet else self.text


def rows_of(lines: Iterable[str], references: frozenset[str], *, as_markdown: bool) -> list[Row]:
    """The rows of a dump's lines, each with its bullet only if it is one; ruled lines are left out.

    ``references`` are the numbers of links that stand in brackets before these.
    """
    if as_markdown:
        rows = _with_literals(_markdown_rows(lines))
    else:
        rows = [_plain_row(line, references) for line in lines]
    return _without_false_bullets(_underlined(rows))


def _plain_row(line: str, references: frozenset[str]) -> Row:
    row = _row(line)
    if "[" not in row.text:
        return row
    text = row.text
    if references:
        text = _REFERENCE_MARK.sub(lambda mark: "" if mark[1] in references else mark[0], text)
    image = _PLACEHOLDER_FIRST.match(text)
    text = _PLACEHOLDER.sub("", text[image.end() if image else 0 :])
    return row._replace(text=text.lstrip(" "), opens=image is not None)


def _markdown_rows(lines: Iterable[str]) -> Iterator[Row]:
    may_quote = True  # not below other text: there it is the mark of a breadcrumb that was wrapped
    for line in lines:
        quoted = _QUOTED.match(line.lstrip(" \t")) if may_quote else None
        may_quote = quoted is not None or not line.strip(" \t")
        yield _markdown_row(line, quoted.end() if quoted else 0)


def _markdown_row(line: str, start: int) -> Row:
    broken = line.endswith("  ")  # a line's end that the page has, not only the dump
    body = line.lstrip(" \t")[start:]
    indent, end = len(line) - len(line.lstrip(" \t")), len(line.rstrip(" \t"))
    if heading := _HEADING.match(body):
        text = _without_closing_hashes(body[heading.end() :].rstrip(" \t"))
        return Row(text, indent, indent, end, heading=True)
    row = _row(" " * indent + body)
    return row._replace(end=end, closes=broken, opens=row.text.startswith("!["))


def _row(line: str) -> Row:
    line = line.rstrip(" \t")
    body = line.lstrip(" \t")
    indent = len(line) - len(body)
    row = Row(body, indent, indent, len(line), len(body.split(" ", 1)[0]))
    bullet = _BULLET.match(body)
    if bullet is None or RULE.fullmatch(body):
        return row
    return row._replace(
        text=body[bullet.end() :], hang=indent + bullet.end(), bullet=bullet.group().rstrip(" \t\xa0")
    )


def _with_literals(rows: Iterable[Row]) -> list[Row]:
    """The rows; what Markdown indents as literal, below a blank line, has lines of its own."""
    kept: list[Row] = []
    literal = True
    for row in rows:
        literal = not row.text or (literal and row.indent >= _LITERAL and not row.bullet)
        kept.append(row._replace(opens=True, closes=True) if literal and row.text else row)
    return kept


def _without_closing_hashes(heading: str) -> str:
    bare = heading.rstrip("#")
    return bare.rstrip(" ") if bare.endswith(" ") else heading


def _underlined(rows: Iterable[Row]) -> list[Row]:
    """The rows without ruled lines; one that underlines a row by itself makes it a heading."""
    kept: list[Row] = []
    for row in rows:
        above = kept[-1] if kept else Row("")
        if not RULE.fullmatch(row.text):
            kept.append(row)
        elif above.text and "|" in row.text:
            kept.append(row._replace(opens=True, closes=True))  # parts a table's head from its body
        elif above.text and _UNDERLINE.fullmatch(row.text) and not above.bullet and _is_alone(kept):
            kept[-1] = above._replace(heading=True)
        else:
            kept.append(Row(""))
    return kept


def _is_alone(rows: Sequence[Row]) -> bool:
    return len(rows) < 2 or not rows[-2].text


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
    return row.bullet if row.bullet in _AMONG_ITS_LIKE else "•"
