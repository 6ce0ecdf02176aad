"""What each tree builder can bear; a page that asks for more is read without a tree."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from normalize.flow.depth import DEEPEST, burden, start_tags

if TYPE_CHECKING:
    from normalize.flow.line import Flow


@dataclass(frozen=True, slots=True)
class Limits:
    """What a tree builder does within a second or two; measured, a page of each kind at a time.

    Attributes:
        unchecked: characters of a page that is only counted if it has more than ``DEEPEST`` start tags.
        copied: see ``Burden``.
        attributes: see ``Burden``.
        breaks: places at which the tokenizer starts a new piece of text.
        steps: depth times tags, since every tag may look through all those that are open.

    """

    unchecked: int
    copied: int
    attributes: int
    breaks: int
    steps: int


MOST_LINES = 60_000
"""Past this many lines a dump is not read on: each costs time, and none so far has had a thousand."""
MOST_TAGS = 250_000
"""Past this many tags a page is not read on; read without a tree, as many take a second or two."""
MOST_CHARACTERS = 2_000_000
"""Past this many characters in its lines a page is not read on."""

LEXBOR = Limits(unchecked=100_000, copied=30_000_000, attributes=1_000, breaks=10**9, steps=10**9)
HTML5LIB = Limits(unchecked=0, copied=1_000_000, attributes=100, breaks=40_000, steps=2_000_000)


def is_too_much(text: str, limits: Limits = LEXBOR) -> bool:
    """Whether a page must not be given to a tree builder of these limits."""
    if start_tags(text) <= DEEPEST and len(text) <= limits.unchecked:
        return False
    asked = burden(text)
    return (
        asked.depth > DEEPEST
        or asked.copied > limits.copied
        or asked.attributes > limits.attributes
        or sum(text.count(mark) for mark in "<&-") > limits.breaks
        or asked.depth * text.count("<") > limits.steps
    )


def first_tags(text: str) -> str:
    """``text`` up to the last tag that is read; all of it, for any page that a person wrote."""
    if len(text) <= MOST_TAGS or text.count("<") <= MOST_TAGS:
        return text
    return "<".join(text.split("<", MOST_TAGS)[:-1])


def first_lines(flow: Flow) -> Flow:
    """The flow with the lines that are read; all of them, for any page that a person wrote."""
    ends = list(accumulate(len(line.text) for line in flow.lines))
    if not ends or ends[-1] <= MOST_CHARACTERS:
        return flow
    return replace(flow, lines=flow.lines[: bisect(ends, MOST_CHARACTERS)], whole=False)
