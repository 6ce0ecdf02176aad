"""Text dumps of pages by programs that are not ours."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import html2text
import html_text
from inscriptis import get_text  # type: ignore[import-untyped]
from resiliparse.extract.html2text import extract_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGES = {
    "lynx": "lynx",
    "w3m": "w3m",
    "tidy": "tidy",
    "pandoc": "pandoc",
    "soffice": "libreoffice-writer-nogui",
}
"""The Debian package of each program."""


def missing() -> list[str]:
    """The Debian packages whose programs are not here."""
    return sorted(package for program, package in PACKAGES.items() if shutil.which(program) is None)


def run(page: str, *command: str) -> str:
    """What a program makes of a page."""
    done = subprocess.run(command, input=page.encode(), capture_output=True, timeout=60, check=False)
    return done.stdout.decode("utf-8", "replace")


def _lynx(*options: str) -> Callable[[str], str]:
    return lambda page: run(
        page,
        "lynx",
        "-stdin",
        "-dump",
        "-force_html",
        "-assume_charset=utf-8",
        "-display_charset=utf-8",
        *options,
    )


def _w3m(*options: str) -> Callable[[str], str]:
    return lambda page: run(page, "w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", *options)


def _markdown(width: int) -> Callable[[str], str]:
    def dump(page: str) -> str:
        writer = html2text.HTML2Text(bodywidth=width)
        return writer.handle(page)

    return dump


def _bulleted(page: str) -> str:
    """Resiliparse's list marks are "•"; with "-" a dump looks like many a hand-made one."""
    return "\n".join(
        line.replace("•", "-", 1) if line.lstrip().startswith("•") else line
        for line in EXTRACTORS["resiliparse"](page).splitlines()
    )


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "resiliparse": lambda page: str(extract_plain_text(page)),
    "resiliparse, -": _bulleted,
    "inscriptis": lambda page: str(get_text(page)),
    "html-text": lambda page: str(html_text.extract_text(page)),
    "html2text": _markdown(78),
    "html2text, unwrapped": _markdown(0),
    "lynx": _lynx(),
    "lynx, unwrapped": _lynx("-nolist", "-width=1024"),
    "w3m": _w3m("-cols", "80"),
    "w3m, wide": _w3m("-cols", "400"),
}
"""Each extractor by its name, from a page's characters to a dump."""

UNREADABLE = {("preformatted", "html-text"), ("preformatted", "lynx")}
"""Dialects that an extractor garbles: html-text makes one line of everything, lynx cuts through words."""
