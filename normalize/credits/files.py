"""A holder who is named nowhere but in the name of the photograph's file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.credits.lexicon import Platform

_LONGEST = 200
_CAMEL = re.compile(r"(?<=[a-z])(?<!Mc)(?<!Mac)(?=[A-Z])")


def holder_in_file_name(url: str, platforms: Sequence[Platform]) -> tuple[str | None, str | None]:
    """The holder and the platform that ``…-wikiuserFlorianFell.JPG`` names, or (None, None)."""
    stem = _stem(url)
    folded = stem.lower()
    for platform in platforms:
        for mark in platform.file_marks:
            at = folded.rfind(mark)
            if at >= 0 and len(folded) == len(stem) and (at == 0 or not folded[at - 1].isalnum()):
                return _name(stem[at + len(mark) :]), platform.name
    return None, None


def _stem(url: str) -> str:
    """The file name of an address, without its suffix; "" where it is too long to be one."""
    path = url[:4096].split("?", 1)[0].split("#", 1)[0]
    name = unquote(path.rsplit("/", 1)[-1])
    stem = name.rsplit(".", 1)[0]
    return stem if len(stem) <= _LONGEST else ""


def _name(written: str) -> str | None:
    """``FlorianFell`` as Florian Fell, ``ryan-kilpatrick`` as ryan kilpatrick, ``foo_bar`` as it is."""
    parted = _CAMEL.sub(" ", written) if written.isalpha() else written.strip("-_ ").replace("-", " ")
    return " ".join(parted.split()) or None
