"""Pages as programs that are not ours write them again."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.generator.dumps import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _tidy(*options: str) -> Callable[[str], str]:
    return lambda page: run(
        page, "tidy", "-q", "-utf8", "--show-warnings", "no", "--force-output", "yes", *options
    )


def _pandoc(page: str) -> str:
    return run(page, "pandoc", "-f", "html", "-t", "html", "-s")


def _pandoc_by_markdown(page: str) -> str:
    """Through GitHub's Markdown, whose tables hold what a line can and stay HTML where they hold more."""
    written = run(page, "pandoc", "-f", "html", "-t", "gfm")
    return run(written, "pandoc", "-f", "gfm", "-t", "html", "-s", "--metadata=pagetitle:Walkopedia")


REWRITERS: dict[str, Callable[[str], str]] = {
    "tidy": _tidy("--wrap", "68", "-indent"),
    "tidy, clean xhtml": _tidy("-asxhtml", "-clean", "--bare", "no"),
    "pandoc": _pandoc,
    "pandoc by markdown": _pandoc_by_markdown,
}
"""Each program by its name, from page to page; the charset is UTF-8 on both sides."""

TOO_DEEP = {("nested lists", "pandoc"), ("nested lists", "pandoc by markdown")}
"""Dialects that a program cannot read: pandoc takes over a minute for lists in lists without end."""


CAPTIONS_JOINED = {("redesign", "libreoffice")}
"""Where a program leaves nothing between one caption and the next: LibreOffice knows no ``<figure>``."""


AT_ONCE = 100
"""Pages that LibreOffice is given in one start; past 247 it leaves some out and says nothing."""


def by_libreoffice(pages: Sequence[str]) -> list[str]:
    """The pages as LibreOffice's HTML export writes them."""
    starts = range(0, len(pages), AT_ONCE)
    return [written for start in starts for written in _exported(pages[start : start + AT_ONCE])]


def _exported(pages: Sequence[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder, "out")
        names = [Path(folder, f"{number}.html") for number in range(len(pages))]
        for name, page in zip(names, pages, strict=True):
            name.write_bytes(page.replace("@charset@", "utf-8").encode())
        subprocess.run(
            [
                "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                "html:HTML (StarWriter)", "--outdir", str(into), *map(str, names),
            ],
            capture_output=True, timeout=300, check=True,
        )  # fmt: skip
        return [(into / name.name).read_text("utf-8") for name in names]
