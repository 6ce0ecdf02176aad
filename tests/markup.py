"""One page in five kinds of markup: what a text dump says, as lists, tables, dl, div soup and tag soup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z ]{2,30}?)(?::\s*|(?=\d))(?P<value>.*)")


@dataclass(frozen=True)
class Part:
    """A line of the dump: ``kind`` is title, heading, item or text."""

    kind: str
    text: str

    @property
    def pair(self) -> tuple[str, str] | None:
        """Label and value, where the line is such a pair."""
        match = LABEL.fullmatch(self.text) if self.kind == "item" and len(self.text) < 60 else None
        return (match["label"], match["value"]) if match else None


def parts_of(dump: str) -> list[Part]:
    """The dump's lines; a short line just before a list is its heading."""
    lines = [line for line in dump.splitlines() if line.strip()]
    parts: list[Part] = []
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if number == 0:
            kind = "title"
        elif line.lstrip().startswith("•"):
            kind = "item"
        else:
            kind = "heading" if following.lstrip().startswith("•") else "text"
        parts.append(Part(kind, line.strip().removeprefix("•").strip()))
    return parts


def _lists(parts: Iterable[Part]) -> str:
    """Nested lists, each point one level deeper than the last: the site's broken list markup."""
    out, depth = [], 0
    for part in parts:
        if part.kind != "item":
            out.append("</li></ul>" * depth)
            depth = 0
        tag = {"title": "h1", "heading": "h2", "text": "p"}.get(part.kind)
        if tag:
            out.append(f"<{tag}>{escape(part.text)}</{tag}>")
        else:
            label, value = part.pair or ("", "")
            out.append(f"<ul><li>{f'<b>{label}</b> {value}' if label else escape(part.text)}")
            depth += 1
    return "\n".join(out) + "</li></ul>" * depth


def _tables(parts: Iterable[Part]) -> str:
    rows = []
    for part in parts:
        pair = part.pair
        cells = (
            f"<td>{pair[0]}</td><td>{escape(pair[1])}</td>"
            if pair
            else f"<td colspan=2>{escape(part.text)}</td>"
        )
        rows.append(f"<tr>{cells}</tr>")
    return '<table width="700"><tr><td><table border=0>' + "\n".join(rows) + "</table></td></tr></table>"


def _definitions(parts: Iterable[Part]) -> str:
    out = []
    for part in parts:
        if part.kind in ("title", "heading"):
            out.append(f"<h3>{escape(part.text)}</h3>")
        elif pair := part.pair:
            out.append(f"<dl><dt>{pair[0]}:</dt><dd>{escape(pair[1])}</dd></dl>")
        else:
            out.append(
                f"<dl><dd>{escape(part.text)}</dd></dl>"
                if part.kind == "item"
                else f"<p>{escape(part.text)}</p>"
            )
    return "\n".join(out)


def _divs(parts: Iterable[Part]) -> str:
    out = []
    for part in parts:
        pair = part.pair
        inner = (
            f"<span>{pair[0]}</span>&nbsp;<span>{escape(pair[1])}</span>"
            if pair
            else f"<span>{escape(part.text)}</span>"
        )
        out.append(f'<div class="{part.kind[0]}x"><div>{inner}</div></div>')
    return "".join(out)


def _soup(parts: Iterable[Part]) -> str:
    """Upper case, ``<font>`` for headings, nothing ever closed."""
    opening = {
        "title": "<CENTER><FONT SIZE=5><B>",
        "heading": "<P><FONT SIZE=3 COLOR=green><B>",
        "item": "<LI>",
        "text": "<P><FONT SIZE=2>",
    }
    closing = {"title": "</B></FONT></CENTER>", "heading": "</B></FONT>", "item": "", "text": ""}
    return "\n".join(f"{opening[p.kind]}{escape(p.text, quote=False)}{closing[p.kind]}" for p in parts)


DIALECTS: dict[str, Callable[[Iterable[Part]], str]] = {
    "nested lists": _lists,
    "tables": _tables,
    "dl": _definitions,
    "divs": _divs,
    "tag soup": _soup,
}


def page(dump: str, dialect: str, charset: str = "utf-8") -> bytes:
    """The dump as an HTML page in one dialect, encoded and declared in ``charset``."""
    parts = parts_of(dump)
    head = f'<head><meta charset="{charset}"><title>{escape(parts[0].text)}</title></head>'
    return f"<html>{head}<body>{DIALECTS[dialect](parts)}</body></html>".encode(charset)
