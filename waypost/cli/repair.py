"""``waypost repair``: the text repairer as a filter."""

from __future__ import annotations

import codecs
import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import click

from waypost.cli.common import common
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from normalize.text import Repaired

WINDOW_BYTES = 8 << 20
"""A window closes before its 1,000th line when it holds more than this."""

_CHUNK_BYTES = 1 << 20
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Line(NamedTuple):
    """One line of the input: its words, and how it ends (the last one may not)."""

    text: str
    end: str


@click.command
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--explain", "form", flag_value="explain", help="Print each line with what was done to it.")
@click.option("--json", "form", flag_value="json", help="Print one JSON object a line.")
@click.option("--each", is_flag=True, help="Take every line by itself, not the input as one document.")
@common
def repair(file: str, form: str | None, each: bool) -> None:
    """Bring back garbled and lost characters in FILE (default: standard input).

    One line in, one line out, in UTF-8. Only what was lost or garbled changes.
    """
    from normalize.text import repair_document

    out, show, number = sys.stdout.buffer, FORMS[form or "text"], 0
    for window in _windows(file):
        words = [line.text for line in window]
        documents: Iterable[list[str]] = ([w] for w in words) if each else [words]
        for line, done in zip(window, chain.from_iterable(map(repair_document, documents)), strict=True):
            number += 1
            out.write(show(number, done, line.end).encode("utf-8", "replace"))
    out.flush()


def _plain(number: int, done: Repaired, end: str) -> str:
    del number
    return done.text + end


_KEYS = ("start", "end", "before", "after", "kind", "confidence")


def _json(number: int, done: Repaired, end: str) -> str:
    del number, end
    repairs = [{key: getattr(edit, key) for key in _KEYS} for edit in done.repairs]
    suspected = [{"start": s.start, "end": s.end, "candidates": s.candidates} for s in done.suspected]
    record = {"text": done.text, "repairs": repairs, "suspected": suspected}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _explained(number: int, done: Repaired, end: str) -> str:
    """The line after its number, then a row for each decision with its runner-up, in the line's order."""
    del end
    ranked = {r.start: r.readings for r in done.ranked}
    rows = [
        (e.start, e.end, f"{e.before!r} -> {e.after!r}", e.kind, f"{e.confidence:.2f}", e.rule, e.after)
        for e in done.repairs
    ]
    for s in done.suspected:
        named = "or ".join(f"{c!r} " for c in s.candidates)
        rows.append((s.start, s.end, "left", "suspected", "", named.rstrip(), s.candidates[0]))
    done_with = {start for start, *_ in rows}
    for r in done.ranked:
        if r.start not in done_with:
            rows.append((r.start, r.end, "left", "as it is", f"{r.kept:.2f}", "model", ""))
    table = (
        f"{f'{a}-{b}':>15}  {what:<16}  {kind:<10}  {sure:4}  {why:<16}  {_next(ranked.get(a, ()), taken)}"
        for a, b, what, kind, sure, why, taken in sorted(rows)
    )
    return "\n".join([f"{number:>6}  {done.text}", *(row.rstrip() for row in table)]) + "\n"


def _next(readings: Sequence[tuple[str, float]], taken: str) -> str:
    """The most probable reading but the one that was taken."""
    for after, confidence in readings:
        if after != taken:
            return f"else {repr(after) if after else 'as it is'} {confidence:.2f}"
    return ""


FORMS: dict[str, Callable[[int, Repaired, str], str]] = {"text": _plain, "json": _json, "explain": _explained}
"""How a line is shown: from its number, what came of it, and how it ended."""


def _windows(file: str) -> Iterator[list[Line]]:
    """The lines of the input, 1,000 at a time, decoded as a page would be."""
    from normalize.decode import decode
    from normalize.text.repair import WINDOW

    label: str | None = None
    for body in _bodies(_lines(file), WINDOW):
        decoded = decode(body, label)
        label = label or f"text/plain; charset={decoded.charset}"  # later windows are in what the first is in
        text = decoded.text
        if text.count("\n") != body.count(b"\n"):  # a misread charset may swallow line ends
            text = body.decode("sloppy-windows-1252")
        yield _split(text)


def _split(text: str) -> list[Line]:
    *ended, last = text.split("\n")
    lines = [Line(w.removesuffix("\r"), "\r\n" if w.endswith("\r") else "\n") for w in ended]
    return [*lines, Line(last, "")] if last else lines


def _bodies(lines: Iterator[bytes], most: int) -> Iterator[bytes]:
    window: list[bytes] = []
    size = 0
    for line in lines:
        window.append(line)
        size += len(line)
        if len(window) == most or size > WINDOW_BYTES:
            yield b"".join(window)
            window, size = [], 0
    if window:
        yield b"".join(window)


def _lines(file: str) -> Iterator[bytes]:
    """The raw lines; UTF-16, whose line ends are no single bytes, as UTF-8."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            first = stream.readline()
            if first.startswith(_UTF16_MARKS):
                yield from _from_utf16(first, stream)
            else:
                yield from chain([first] if first else [], stream)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Stop(f"cannot read {file}: {reason}; name a text file, or - for standard input") from error


def _from_utf16(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    chunks = chain([first], iter(lambda: stream.read(_CHUNK_BYTES), b""))
    rest = ""
    for text in codecs.iterdecode(chunks, "utf-16", "replace"):
        *whole, rest = (rest + text).split("\n")
        yield from (f"{line}\n".encode() for line in whole)
    if rest:
        yield rest.encode()
