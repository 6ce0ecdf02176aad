"""Which line is the walk's title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from normalize.blocks.pieces import piece, whole
from normalize.blocks.place import country_span
from normalize.text.fold import MARKS, fold, same_name
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.blocks.survey import Survey
    from normalize.blocks.words import Words
    from normalize.flow import Flow

TITLE_LENGTH = 120
"""No walk's name is longer: a longer line is prose."""

OPENERS = ("key_information", "rating", "statistics")
_SEPARATORS = re.compile(r"(\s+[-–—|:]\s+|\s*[|»>]\s*|:\s*)")


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words (None if nothing names the walk) and the line that the content starts with.

    ``line`` is the title's own, None where it stands on no line before the content.
    """

    words: Traced | None
    content: int
    line: int | None = None


def find_title(survey: Survey, flow: Flow, named: Sequence[str] = ()) -> Title:
    """Find the title; the site's own name beside it (``Walkopedia - Lares Trek``) is no part of it."""
    found = _find_title(survey, flow, named)
    return replace(found, words=found.words and _without_site(found.words, survey.words.title))


def _find_title(survey: Survey, flow: Flow, named: Sequence[str]) -> Title:
    """Find the title by what else on the page names the walk, best witness first.

    The witnesses: the words behind ``Key information:``, the names in the address (``named``), the page's
    ``<title>``. The title is the last line before the first block below it that one of them confirms; where
    none does, the first line that is a heading or, in a dump, the first line of all.
    """
    openers = _openers(survey)
    announced = _announced(survey)
    keyed = [announced.text] if announced else []
    witnesses = [*keyed, *named, *_head_names(survey, flow.head_title)]
    lines = [n for n, text in enumerate(survey.texts) if text and len(text) <= TITLE_LENGTH]
    for witness in witnesses:
        confirmed = [n for n in lines if _names(survey.texts[n], witness)]
        if line := _before_a_block(confirmed, openers, keyed=announced is not None):
            content = _above_its_photos(survey, confirmed, line)
            return Title(_best_printed(survey, line - 1, witness, announced), content, line - 1)
        if confirmed:
            return Title(whole(survey.items[confirmed[0]]), openers[0] if openers else 0)
    return _unconfirmed(survey, flow, openers[0] if openers else len(survey.items), announced)


def _before_a_block(confirmed: Sequence[int], openers: Sequence[int], *, keyed: bool) -> int | None:
    """The line behind the last confirmed line before the first block that has one above it.

    What stands above an earlier block is another walk's sidebar. Where the key information names the walk,
    its heading is the block that counts.
    """
    if not openers:
        return confirmed[-1] + 1 if confirmed else None
    ends = openers[:1] if keyed else openers
    end = next((end for end in ends if confirmed and confirmed[0] < end), None)
    return max(n for n in confirmed if n < end) + 1 if end is not None else None


def _above_its_photos(survey: Survey, confirmed: Sequence[int], line: int) -> int:
    """Where the content begins: above the photos, where the title stands over them as well as below."""
    for above in reversed([n for n in confirmed if n < line - 1]):
        between = [n for n in range(above + 1, line - 1) if survey.texts[n] or survey.items[n].images]
        shown = [n for n in between if survey.items[n].images or survey.grammar.is_credited(survey.texts[n])]
        if 2 * len(shown) < len(between):
            break
        line = above + 1
    return line


def _best_printed(survey: Survey, line: int, witness: str, announced: Traced | None) -> Traced:
    """The title as its line prints it, or as the key information does where the line is all capitals."""
    text = survey.texts[line]
    words = whole(survey.items[line]) if len(text) <= len(witness) or same_name(text, witness) else None
    words = words or piece(survey.items[line], 0, len(witness))
    if (
        words.text.isupper()
        and announced
        and not announced.text.isupper()
        and same_name(announced.text, words.text)
    ):
        return announced
    return words


def _unconfirmed(survey: Survey, flow: Flow, first: int, announced: Traced | None) -> Title:
    texts = survey.texts
    first = min(first, len(texts))
    lines = [n for n in range(first) if _may_be_title(texts[n], survey)]
    headings = [n for n in lines if flow.lines[survey.items[n].number].kind == "heading"]
    shown = (n for n in range(first) if survey.items[n].images or survey.grammar.is_credited(texts[n]))
    if announced:
        return Title(announced, headings[-1] + 1 if headings else next(shown, first))
    if chosen := (headings or lines)[:1]:
        return Title(whole(survey.items[chosen[0]]), chosen[0] + 1, chosen[0])
    names = _head_names(survey, flow.head_title)
    return Title(Traced(names[0]) if names else None, next(shown, first))


def _without_site(words: Traced, site: str) -> Traced:
    """The words before or behind the site's name, where a separator parts them from it."""
    first, *cut = _SEPARATORS.split(words.text)
    if cut and fold(first).startswith(fold(site)):
        return words.cut(len(first) + len(cut[0])).strip()
    if cut and fold(cut[-1]).startswith(fold(site)):
        return words.cut(0, len(words.text) - len(cut[-1]) - len(cut[-2])).strip()
    return words


def _may_be_title(text: str, survey: Survey) -> bool:
    if not text or len(text) > TITLE_LENGTH or fold(text) in survey.words.roots:
        return False
    if survey.words.is_menu(text) or survey.grammar.is_credited(text) or names_blocks(text, survey.words):
        return False
    return fold(text) != fold(survey.words.title)


def names_blocks(text: str, words: Words) -> bool:
    """Whether a short line names several blocks: a page's own table of contents, or its tabs."""
    low = text.lower() if len(text) <= 2 * TITLE_LENGTH else ""
    return len({block for phrase, _, block in words.headings if phrase in low}) > 1


def _openers(survey: Survey) -> list[int]:
    """The lines that open a block; key information, where there is any, is the first that counts."""
    keys = [n for n, h in survey.headings.items() if h.block == OPENERS[0]]
    figures = [n for n, h in survey.headings.items() if h.block in OPENERS[1:]]
    return keys[:1] or figures or [n for n in survey.labelled if _is_labelled(survey, n)][:1]


def _is_labelled(survey: Survey, number: int) -> bool:
    """Whether a line is label and value, or a label whose value may stand below; a lone word is neither."""
    text = survey.texts[number]
    below = next(filter(None, survey.texts[number + 1 : number + 3]), "")
    labels = (survey.words.rating, survey.words.statistics)
    return any(survey.grammar.opens(text, one, below) for one in labels)


def _announced(survey: Survey) -> Traced | None:
    """The name that stands behind ``Key information:``."""
    for number, heading in survey.headings.items():
        if heading.block == OPENERS[0]:
            item = survey.items[number]
            behind = item.text[heading.value_start :]
            if len(behind) > TITLE_LENGTH or (behind[-1:] == "." and len(behind.split()) >= _SENTENCE):
                return None
            return piece(item, heading.value_start) or None if heading.value_start < len(item.text) else None
    return None


def _head_names(survey: Survey, head_title: str) -> list[str]:
    """What the page's ``<title>`` may call the walk: all of it, or the parts that separators leave.

    Most sites join a page's name to their own with a dash or a bar; a walk's name may hold a colon itself. Of
    a very long one only the first parts are looked at, and none is cut.
    """
    head_title = " ".join(head_title.split())
    if not head_title:
        return []
    is_long = len(head_title) > 2 * TITLE_LENGTH
    cut = _SEPARATORS.split(head_title[: 2 * TITLE_LENGTH])
    cut = (cut[:-1] if is_long else cut)[: 2 * _MOST_PARTS]
    ends = range(0, len(cut), 2)
    spans = [(a, b) for a in ends for b in ends if a <= b]
    spans.sort(key=lambda span: (span[0] - span[1], span))  # the longest first, and of these the first
    own = fold(survey.words.title)
    names = [head_title] * is_long + ["".join(cut[a : b + 1]).strip() for a, b in spans]
    names = [name for name in names if fold(name) and fold(name) != own]
    own = survey.words.title.lower()
    return sorted(names, key=lambda name: (own in name.lower(), country_span(name) is not None))


_MOST_PARTS = 5
_FEWER = 8
_SENTENCE = 4  # words: a first point may stand where the name would


def _names(text: str, witness: str) -> bool:
    """Whether a line says the name, alone or with its country behind it."""
    if (
        text[:1].lower() != witness[:1].lower()
        and not {text[:1], witness[:1]} & set(MARKS)
        and text[:1].isascii()
    ):
        return False
    if abs(len(text) - len(witness)) <= _FEWER and same_name(text, witness):
        return True
    return (
        text.startswith(witness)
        and text[len(witness) :].startswith((",", " -", " –", " ("))
        and (country_span(text[len(witness) :].strip(" ,-–()")) is not None)
    )
