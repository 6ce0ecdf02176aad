"""A page's text with marks in it, cut into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.flow.cutter import Cutter
from normalize.flow.line import Flow, Kind, Line
from normalize.flow.written import KIND_OF, LEAVE, LINE, SAME, TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.flow.written import Meanings, Said

_SAME, _LEAVE = SAME[-1], LEAVE[-1]
_KINDS: dict[str, Kind | None] = {**KIND_OF, TITLE[-1]: None}
_new = tuple.__new__  # calling the class, which only calls this, takes half as long again
_NOTHING = frozenset(["=", "= ", ""])  # lines that neither hold anything nor change the kind


def fold(text: str) -> str:
    """Every run of HTML's five white-space characters as one space; no other character is touched."""
    return _single(_blanks(text))


def _blanks(text: str) -> str:
    for blank in "\n\t\r\f":
        if blank in text:
            text = text.replace(blank, " ")
    return text


def _single(text: str) -> str:
    while "  " in text:  # halves every run: linear, and faster than a pattern that stops at each space
        text = text.replace("  ", " ")
    return text


def cut_lines(written: str, meanings: Meanings, reader: str) -> Flow:
    """The flow of a text that starts with a mark, as read by ``reader``."""
    cutter = Cutter(meanings)
    anchors = cutter.anchors
    lines: list[Line] = []
    titles: list[str] = []
    kinds: list[Kind | None] = [Kind.TEXT]  # of what is open; None for a title
    kind = kinds[0]
    for piece in _single(_blanks(written)).split(LINE):
        if piece in _NOTHING:
            continue
        letter = piece[0]
        if letter == _LEAVE:
            kinds.pop()
            kind = kinds[-1]
        elif letter != _SAME:
            kind = _KINDS[letter]
            kinds.append(kind)
        text = piece[1:].strip(" ")
        if kind is None:
            titles.append(text)
        elif not text:
            continue
        elif "\0" in text or anchors:
            if line := cutter.cut(text, kind):
                lines.append(line)
        else:
            lines.append(_new(Line, (text, kind, (), ())))
    return _flow(lines, titles, cutter.said, reader)


def _flow(lines: Sequence[Line], titles: Sequence[str], said: Sequence[Said], reader: str) -> Flow:
    """The flow; of several titles, and of several addresses of a kind, the first counts."""
    first = dict(reversed(said))
    return Flow(
        lines=tuple(lines),
        reader=reader,
        head_title=titles[0] if titles else "",
        canonical=first.get("canonical"),
        base=first.get("base"),
        robots=", ".join(value for what, value in said if what == "robots"),
    )
