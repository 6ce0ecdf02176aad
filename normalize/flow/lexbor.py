"""The bulk reader: a page's lines by way of lexbor's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from normalize.flow.assembler import CONSULTED, NO_ATTRIBUTES, Assembler, can_hide

if TYPE_CHECKING:
    from normalize.flow.line import Flow

_TEXT = "-text"


def read_lexbor(text: str) -> Flow:
    """The lines of an HTML page.

    Walks the tree by its pointers, never by recursion. Quadratic on deeply nested pages: ask ``depth`` first.
    """
    # Without events: lexbor's own mirroring of <option> into <select> is quadratic.
    tree = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)
    assembler = Assembler(hides=can_hide(text))
    if tree.root is not None:
        _walk(tree.root, assembler)
    return assembler.flow("lexbor")


def _walk(node: LexborNode, assembler: Assembler) -> None:
    """Tell the assembler of every node under ``node``, in reading order."""
    enter, leave, write, hides = assembler.enter, assembler.leave, assembler.text, assembler.hides
    parents: list[tuple[LexborNode, str]] = []
    while True:
        tag = node.tag or ""
        if tag == _TEXT:
            write(node.text_content or "")
        elif tag[:1] != "-" and enter(tag, node.attributes if hides or tag in CONSULTED else NO_ATTRIBUTES):
            child = node.first_child
            if child is not None:
                parents.append((node, tag))
                node = child
                continue
            leave(tag)
        following = node.next
        while following is None:
            if not parents:
                return
            node, tag = parents.pop()
            leave(tag)
            following = node.next
        node = following
