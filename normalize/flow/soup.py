"""The reference reader: the same lines by way of BeautifulSoup on html5lib."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString, Tag

from normalize.flow.assembler import Assembler
from normalize.flow.plain import read_plain
from normalize.flow.sheet import read_sheet
from normalize.flow.source import short_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import PageElement

    from normalize.flow.line import Flow

_ISINDEX = re.compile(r"<(/?)isindex(?=[\s/>])", re.IGNORECASE)


def read_soup(text: str) -> Flow:
    """The lines of an HTML page; some sixty times slower than lexbor, and line for line the same."""
    assembler = Assembler(read_sheet(text))
    text = _ISINDEX.sub(
        r"<\1x-isindex", short_references(text)
    )  # html5lib would put a prompt of its own in its place
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            soup = BeautifulSoup(text, "html5lib", multi_valued_attributes=None)
        except Exception:  # html5lib trips over some broken pages, by many kinds of error
            return read_plain(text)
    _walk(soup, assembler)
    return assembler.flow("bs4")


def _walk(soup: BeautifulSoup, assembler: Assembler) -> None:
    """Tell the assembler of every node of the tree, in reading order."""
    # By each tag's own contents: html5lib's moves leave bs4's next_element chain out of order.
    parents: list[tuple[str, Iterator[PageElement]]] = [("", iter(soup.contents))]
    while parents:
        tag, children = parents[-1]
        for node in children:
            if isinstance(node, Tag):
                name = node.name.lower()
                if assembler.enter(name, node.attrs):
                    parents.append((name, iter(node.contents)))
                    break
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                assembler.text(str(node))
        else:
            parents.pop()
            assembler.leave(tag)
