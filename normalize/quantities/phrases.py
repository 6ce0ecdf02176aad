"""The words round a figure: "up to", "at least", "about" before it; "or more", "max", "or so" after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.lexicon import Phrases
    from normalize.quantities.source import Source

_MOST = 3


def before_figure(source: Source, i: int) -> tuple[frozenset[str], int]:
    """What the phrases at token ``i`` mean together, and the token after them ("up to about")."""
    meanings: set[str] = set()
    for _ in range(_MOST):
        found = _phrase(source, i, source.words.before)
        if found is None or (found[0] == "from" and not _opens(source, i)):
            break
        meanings.add(found[0])
        i = _past_point(source, found[1])
    return frozenset(meanings), i


def after_figure(source: Source, i: int) -> tuple[frozenset[str], int]:
    """What the phrases after a figure mean, in brackets or not, and the token after them."""
    meanings: set[str] = set()
    for _ in range(_MOST):
        bracketed = source.tokens[i].text == "("
        found = _phrase(source, i + bracketed, source.words.after)
        if found is None:
            tied = (
                source.tokens[i].sort is Sort.DASH and source.tokens[i].glued and source.tokens[i + 1].glued
            )
            found = _phrase(source, i + 1, source.words.after) if tied else None
        if found is None or (_counts_on(source, found[1]) and not _climbed(source, i, found[0])):
            break
        end = _past_point(source, found[1]) if found[0] == "approximate" else found[1]
        if bracketed and source.tokens[end].text != ")":
            break
        meanings.add(found[0])
        i = end + bracketed
    return frozenset(meanings), i


def _phrase(source: Source, i: int, phrases: Phrases) -> tuple[str, int] | None:
    """The meaning of the longest phrase at token ``i``, and the token after it."""
    for words, meaning in phrases.get(source.tokens[i].text, ()):
        if tuple(t.text for t in source.tokens[i : i + len(words)]) == words:
            return meaning, i + len(words)
    return None


def _past_point(source: Source, i: int) -> int:
    """Past the point of an abbreviation (``approx.``, ``c.``), or the colon of ``max: 10 days``."""
    return i + 1 if source.tokens[i].text in {".", ":"} and source.tokens[i].glued else i


def _climbed(source: Source, i: int, meaning: str) -> bool:
    """Whether the words after a height say that it is a climb: ``400m ascent 300m descent``."""
    unit = source.words.units.get(source.tokens[i - 1].text)
    return meaning == "climb" and unit is not None and unit.kind == "height"


def _counts_on(source: Source, i: int) -> bool:
    """Whether a number follows: the phrase before it is then of that number."""
    return source.tokens[i].sort in (Sort.NUMBER, Sort.FRACTION)


def _opens(source: Source, i: int) -> bool:
    """Whether a clause starts here: "from 3 days" is a bound, "10km from 3 camps" is none."""
    return i == 0 or source.tokens[i - 1].sort is Sort.MARK
