"""Plain-text dumps of pages, read as the same lines."""

from __future__ import annotations

import re

from normalize.flow.line import Flow, Kind, Line

_BULLET = re.compile(r"(?:[•*+·◦▪‣○–-]|o|\d{1,3}\\?[.)])[ \t\xa0]+(?=\S)")


def read_dump(text: str) -> Flow:
    """The lines of a plain-text dump: bullets, indentation and blank lines left out."""
    lines = []
    for raw in re.split(r"[\n\r\f]", text):
        stripped = " ".join(w for w in re.split(r"[ \t]+", raw) if w)
        bullet = _BULLET.match(stripped)
        body = stripped[bullet.end() :] if bullet else stripped
        if body:
            lines.append(Line(body, Kind.ITEM if bullet else Kind.TEXT))
    return Flow(lines=tuple(lines), reader="dump")
