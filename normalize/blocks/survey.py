"""A page's lines, each looked at once: which of them begin with words that the site's vocabulary knows.

Most lines of a page are prose or menu. They are told from headings and labels by their first three letters,
so that nothing slower is asked of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from normalize.blocks.grammar import SHORT_LINE, LineGrammar
from normalize.blocks.words import LONGEST_HEADING, ORNAMENTS, opening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.blocks.item import Item
    from normalize.blocks.words import Heading, Words
    from normalize.flow import Flow


@dataclass(frozen=True, slots=True)
class Survey:
    """A page's items with their words in plain style, and which of them may open or label something.

    ``headings`` are the lines that open a block, ``labelled`` those that begin (or, behind a figure, end)
    with a label's words, ``furniture`` those that are known as the site's own; by number.
    """

    site: str
    items: Sequence[Item]
    texts: Sequence[str]
    grammar: LineGrammar
    flow: Flow | None = None
    headings: dict[int, Heading] = field(default_factory=dict)
    labelled: dict[int, None] = field(default_factory=dict)
    furniture: dict[int, None] = field(default_factory=dict)

    def kind(self, number: int) -> str:
        """What the markup says that a line is; "" where nothing is known."""
        return self.flow.lines[self.items[number].number].kind if self.flow else ""

    @property
    def words(self) -> Words:
        """The site's words."""
        return self.grammar.words


def survey_items(items: Sequence[Item], site: str, flow: Flow | None = None) -> Survey:
    """Look at each line once; the flow's hints serve only where no words decide."""
    texts = [item.text for item in items]
    found = Survey(site, items, texts, LineGrammar.of(site), flow)
    openings = found.words.openings
    for number, text in enumerate(texts):
        if text and (opening(text) in openings or not text[0].isalpha()):
            _look(found, number, text)
    _look_within(found)
    return found


def _look(found: Survey, number: int, text: str) -> None:
    """Note what a line is that begins as known words do, or with no letter."""
    words, bare = found.words, text.lstrip(ORNAMENTS)
    known = opening(bare) in words.openings
    low = bare[:LONGEST_HEADING].lower()
    ends_so = not bare[:1].isalpha() and len(text) <= SHORT_LINE and text.lower().endswith(words.labels)
    if ends_so or (known and low.replace(" ", "").startswith(words.letters)):
        found.labelled[number] = None
    if known and (heading := words.heading(text)):
        found.headings[number] = heading
    elif known and low.startswith(words.own):
        found.furniture[number] = None


@cache
def _needles(phrases: tuple[str, ...]) -> frozenset[str]:
    """The longest word of each phrase, in capitals, and without its first letter, which alone may be one."""
    words = {max(phrase.split(), key=len) for phrase in phrases}
    return frozenset(spelt for word in words for spelt in (word[1:], word.upper()))


def _look_within(found: Survey) -> None:
    """Note the headings that may stand anywhere in a line, by the longest word of their phrases."""
    together = "\n".join(found.texts)
    needles = [needle for needle in _needles(found.words.within) if needle in together]
    if not needles:
        return
    for number, text in enumerate(found.texts):
        heading = found.words.heading(text) if any(needle in text for needle in needles) else None
        if heading:
            found.headings[number] = heading
