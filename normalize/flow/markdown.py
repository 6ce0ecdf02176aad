"""The markup of Markdown-like dumps, such as html2text's, taken out of their lines."""

from __future__ import annotations

import re

from normalize.flow.written import ANCHOR_END, Anchor, Meanings, Picture

_SIGNS = re.compile(
    r"^#{1,6} \S|\]\((?:<[^<>\n]*>|[^()\s]*)\)|^(?:\\[-+]|\d{1,3}\\\.) \S|^\*\*[^*\n]+\*\*  $", re.MULTILINE
)
_TARGET = r"\((?:<([^<>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)?))(?:\s\"[^\"]*\")?\)"
_IMAGE = re.compile(r"!\[([^\[\]]*)\]" + _TARGET)
_LINK = re.compile(r"(?<!\\)\[([^\[\]]*)\]" + _TARGET)
_STRONG = re.compile(r"(?<![\\*])\*\*(?=[^\s*])([^*]+)(?<=[^\s\\])\*\*")
_LEFT_OPEN = re.compile(r"^\*\*|\*\*$")  # what is strong may begin on one line and end on the next
_EMPHASIS = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_]+)(?<=[^\s\\])_(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def is_markdown(text: str) -> bool:
    r"""Whether a dump has headings, links, escaped bullets or strong lines as Markdown writes them.

    >>> is_markdown("# Lares Trek"), is_markdown("* one item"), is_markdown("#1 of all walks")
    (True, False, False)
    >>> is_markdown("\\- one item"), is_markdown("**Walk summary**  ")
    (True, True)

    """
    return _SIGNS.search(text) is not None


class Markdown:
    """Turns lines of Markdown into marked text; keeps what the marks stand for."""

    def __init__(self) -> None:
        self.meanings = Meanings()

    def marked(self, line: str) -> str:
        """The line with links and images as the flow's marks, without emphasis and escapes."""
        line = _IMAGE.sub(self._image, line) if "![" in line else line
        line = _LINK.sub(self._link, line) if "](" in line else line
        line = _LEFT_OPEN.sub("", _STRONG.sub(r"\1", line)) if "**" in line else line
        line = _EMPHASIS.sub(r"\1", line) if "_" in line else line
        return _ESCAPE.sub(r"\1", line) if "\\" in line else line

    def _image(self, image: re.Match[str]) -> str:
        return self.meanings.mark(Picture(image[2] or image[3] or "", image[1]))

    def _link(self, link: re.Match[str]) -> str:
        return self.meanings.mark(Anchor(link[2] or link[3] or "")) + link[1] + ANCHOR_END
