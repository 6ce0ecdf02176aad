"""The bulk reader: a page's lines by way of lexbor's tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from normalize.flow.assembler import Assembler
from normalize.flow.marker import CONSULTED, NO_ATTRIBUTES, can_hide
from normalize.flow.serialised import NotPlainError, read_serialised
from normalize.flow.sheet import NO_SHEET, read_sheet

if TYPE_CHECKING:
    from normalize.flow.line import Flow
    from normalize.flow.sheet import Sheet

_TEXT = "-text"
_UNREAD = "script,style,iframe"


def read_lexbor(text: str) -> Flow:
    """The lines of an HTML page. Quadratic on deeply nested pages: ask ``depth`` first."""
    # Without events: lexbor's own mirroring of <option> into <select> is quadratic.
    tree = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)
    sheet = read_sheet(text) if _drop_unread(tree) else NO_SHEET
    try:
        return read_serialised((tree.root and tree.root.html) or "", sheet)
    except NotPlainError:
        return walk_lexbor(tree, sheet, hides=bool(sheet) or can_hide(text))


def walk_lexbor(tree: LexborHTMLParser, sheet: Sheet = NO_SHEET, *, hides: bool) -> Flow:
    """The same lines, told node by node; ``hides`` says whether any element may be hidden.

    Walks by the tree's pointers, never by recursion.
    """
    assembler = Assembler(sheet)
    if tree.root is not None:
        _walk(tree.root, assembler, hides=hides)
    return assembler.flow("lexbor")


def _drop_unread(tree: LexborHTMLParser) -> bool:
    """Take out what nobody reads and is written out unescaped, as far as it is text alone.

    Says whether a style sheet was among it.
    """
    unread = tree.css(_UNREAD)
    styled = any(node.tag == "style" for node in unread)
    for node in unread:
        held = node.first_child
        if held is None or (held.tag == _TEXT and held.next is None):
            node.decompose()
    return styled


def _walk(node: LexborNode, assembler: Assembler, *, hides: bool) -> None:
    """Tell the assembler of every node under ``node``, in reading order."""
    enter, leave, write = assembler.enter, assembler.leave, assembler.text
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
