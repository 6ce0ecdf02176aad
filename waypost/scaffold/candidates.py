"""What on a few pages may be a heading or a label: hints for the person who writes a site's vocabulary."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.blocks import read_items
from normalize.decode import decode
from normalize.flow import Kind, read_flow
from normalize.labels import read_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from normalize.page import Page
    from normalize.quantities import Quantities

LONGEST_LABEL = 40
LONGEST_VALUE = 60
LONGEST_HEADING = 90
MOST_LINES = 5_000
"""Lines of a page that are looked at."""
MOST_SHOWN = 60
"""Candidates of a kind: a person sorts them."""
MOST_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that stood on ``pages`` pages, samples of what stood behind them, and what those may be."""

    words: str
    pages: int
    samples: tuple[str, ...] = ()
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may be labels, and what may be headings or furniture, each in the order of the pages."""

    labels: tuple[Candidate, ...]
    lines: tuple[Candidate, ...]


def candidates(pages: Sequence[Page], units: Quantities) -> Candidates:
    """Lines of label and value, and lines that are headings or stand on several pages."""
    read = [_lines(page) for page in pages]
    pairs = [dict(_pairs(lines)) for lines in read]
    labels = tuple(_labels(pairs, units))
    taken = {value for found in pairs for pair in found.items() for value in pair}
    shown = Counter(text for lines in read for text in {text for text, _ in lines})
    heads = {text for lines in read for text, heading in lines if heading}
    ordered = dict.fromkeys(text for lines in read for text, _ in lines)
    several = (t for t in ordered if t in heads or shown[t] > 1)
    short = [t for t in several if t not in taken and len(t) <= LONGEST_HEADING]
    return Candidates(labels, tuple(Candidate(t, shown[t]) for t in short[:MOST_SHOWN]))


def _lines(page: Page) -> list[tuple[str, bool]]:
    """Each line in plain style, and whether the markup calls it a heading."""
    flow = read_flow(decode(page.body, page.content_type).text)
    items = (item for item in read_items(flow)[:MOST_LINES] if item.text)
    return [(item.text, flow.lines[item.number].kind is Kind.HEADING) for item in items]


def _pairs(lines: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, str]]:
    """Labels with their values: parted by a colon, glued, or on the next line."""
    texts = [text for text, _ in lines]
    for text, following in zip(texts, [*texts[1:], ""], strict=True):
        label, colon, value = text.partition(":")
        if not colon:
            label, value = _glued(text)
        elif not value.strip() and _is_figure(following):
            value = following
        if not value.strip() and not colon and _is_figure(following):
            label, value = text, following
        label, value = label.strip(), value.strip()
        if _is_label(label) and 0 < len(value) <= LONGEST_VALUE and value[-1] not in ".!?":
            yield label, value


def _glued(text: str) -> tuple[str, str]:
    """A label and the figure that it runs into (``Beauty35``, ``Beauty 35``)."""
    at = next((n for n, character in enumerate(text[: LONGEST_LABEL + 1]) if character.isdigit()), 0)
    return (text[:at], text[at:]) if at and len(text) - at <= 8 else (text, "")


def _is_label(words: str) -> bool:
    strange = (character.isdigit() or character in ".!?©" for character in words)
    return len(words) <= LONGEST_LABEL and any(c.isalpha() for c in words) and not any(strange)


def _is_figure(text: str) -> bool:
    return len(text) <= LONGEST_VALUE and ":" not in text and any(c.isdigit() for c in text[:12])


def _labels(pairs: Sequence[dict[str, str]], units: Quantities) -> Iterator[Candidate]:
    folded = [{label.casefold(): value for label, value in one.items()} for one in pairs]
    found: dict[str, str] = {}
    for label in (label for one in pairs for label in one):
        found.setdefault(label.casefold(), label)
    for key, label in list(found.items())[:MOST_SHOWN]:
        values = [one[key] for one in folded if key in one]
        samples = tuple(dict.fromkeys(values))[:MOST_SAMPLES]
        yield Candidate(label, len(values), samples, _guess(samples, units))


def _guess(samples: Iterable[str], units: Quantities) -> str:
    """What the values are, where their units or their form say it."""
    for value in samples:
        if read_points(value) is not None:
            return "points"
        if kinds := {q.kind for q in units.read(value)} & {"length", "duration", "height"}:
            return " and ".join(sorted(kinds))
    return ""
