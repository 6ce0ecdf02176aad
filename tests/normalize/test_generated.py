"""Walks nobody wrote by hand, in markups and dumps by many programs: every field as a person reads it."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from tests.generator.channels import LIBREOFFICE, Channel, Sample, samples
from tests.generator.dialects import DIALECTS
from tests.generator.dumps import EXTRACTORS, UNREADABLE, missing
from tests.generator.encoding import CHARSETS
from tests.generator.foreign import REWRITERS, TOO_DEEP
from tests.generator.oracle import PROSE, difference, judge
from tests.generator.typography import DAMAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEEDS = range(12)
LOSSES = [damage for damage in DAMAGES if damage != "whole"]
PROSE_FLOOR = 0.9357
"""The share of damaged prose fields that come out whole; like every floor it may only rise."""
DUMP_FLOORS = {
    "resiliparse": 1.0,
    "resiliparse, -": 1.0,
    "inscriptis": 0.9983,
    "html-text": 1.0,
    "html2text": 0.9987,
    "html2text, unwrapped": 0.9987,
    "lynx": 0.9968,
    "lynx, unwrapped": 1.0,
    "w3m": 1.0,
    "w3m, wide": 1.0,
}
"""The share of the fields told by each extractor's dumps that are read right."""

UNREAD = {
    "minified > pandoc by markdown": "a value that Markdown leaves in literal asterisks is none",
    "preformatted > pandoc": "an image that pandoc puts above its caption is not always the caption's",
}
"""What is not read right yet, and why; to be taken out once it is."""

installed = pytest.mark.skipif(bool(missing()), reason=f"apt-get install {' '.join(missing())}")


def unread(name: str) -> tuple[pytest.MarkDecorator, ...]:
    """The mark of a dialect, or of a dialect and a program, that is not read right yet."""
    reason = UNREAD.get(name) or UNREAD.get(name.partition(" > ")[0])
    return (pytest.mark.xfail(reason=reason, strict=True),) if reason else ()


EVERY_DIALECT = [pytest.param(dialect, marks=unread(dialect)) for dialect in DIALECTS]
REWRITTEN = [
    pytest.param(dialect, rewriter, SEEDS[number % 6 :: 6], marks=unread(f"{dialect} > {rewriter}"))
    for number, (dialect, rewriter) in enumerate(product(DIALECTS, REWRITERS))
    if (dialect, rewriter) not in TOO_DEEP
]
"""Every dialect by every program: each with two walks, other ones each time."""


def wrong(found: Iterable[Sample], fields: Sequence[str] = ()) -> list[str]:
    """What is not as a person reads it, a line a field."""
    return [
        f"walk {sample.seed}, {sample.channel.name}: {name}: {difference(want, got)}"
        for sample in found
        for name, (want, got) in judge(sample).wrong.items()
        if name not in fields
    ]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("dialect", EVERY_DIALECT)
def test_a_walk_reads_the_same_in_every_markup(dialect: str, charset: str) -> None:
    assert wrong(samples(SEEDS, [Channel(dialect, charset=charset)])) == []


@installed
@pytest.mark.parametrize(("dialect", "rewriter", "seeds"), REWRITTEN)
def test_a_page_reads_the_same_after_another_program_wrote_it_again(
    dialect: str, rewriter: str, seeds: Sequence[int]
) -> None:
    assert wrong(samples(seeds, [Channel(dialect, rewriter)])) == []


@installed
def test_pages_read_the_same_after_libreoffice_wrote_them_again() -> None:
    channels = [Channel(dialect, LIBREOFFICE) for dialect in DIALECTS if dialect not in UNREAD]
    assert wrong(samples(SEEDS[:2], channels)) == []


@installed
@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_dump_by_another_program_tells_the_same_walk(extractor: str) -> None:
    dialects = [dialect for dialect in DIALECTS if (dialect, extractor) not in UNREADABLE]
    channels = [Channel(dialect, extractor=extractor) for dialect in dialects]
    asked, faults = 0, []
    for sample in samples(SEEDS[::3], channels):
        asked += len(judge(sample).asked)
        faults += wrong([sample])
    assert 1 - len(faults) / asked >= DUMP_FLOORS[extractor], "\n".join(faults)


@pytest.mark.parametrize("damage", LOSSES)
@pytest.mark.parametrize("dialect", EVERY_DIALECT)
def test_lost_characters_touch_no_figure(dialect: str, damage: str) -> None:
    assert wrong(samples(SEEDS, [Channel(dialect, damage=damage)]), PROSE) == []


def test_most_damaged_prose_comes_out_whole() -> None:
    channels = [Channel("current", damage=damage) for damage in LOSSES]
    found = list(samples(range(40), channels))
    lost = sum(name in PROSE for sample in found for name in judge(sample).wrong)
    assert 1 - lost / (len(found) * len(PROSE)) >= PROSE_FLOOR
