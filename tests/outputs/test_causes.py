"""Whose change it was, the source's, our rules' or only text repair's: the old page, read again, tells it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from outputs.publish import publish
from tests.outputs.walk_builder import MONDAY, WEEK, Pair, read, walk

if TYPE_CHECKING:
    from pathlib import Path

NEXT = MONDAY + WEEK


@dataclass
class Archive:
    """What today's rules make of the pages that were archived."""

    pages: dict[tuple[str, int | None], Pair] = field(default_factory=dict)
    asked: int = 0

    def holds(self, published: Pair, today: Any) -> Archive:
        """The page behind what was published is read as this walk today."""
        page, _ = published
        again = read(today, page.fetched_at)[1]
        assert page.archive_file
        self.pages[page.archive_file, page.archive_offset] = (page, again)
        return self

    def __call__(self, file: str, offset: int | None) -> Pair | None:
        """The page at a place, and its reading."""
        self.asked += 1
        return self.pages.get((file, offset))


def causes(catalogue: Path) -> dict[str, list[tuple[Any, Any, str]]]:
    """Every change by field: old, new and cause."""
    told: dict[str, list[tuple[Any, Any, str]]] = {}
    for row in pd.read_parquet(catalogue / "latest" / "changes.parquet").to_dict("records"):
        told.setdefault(row["field"], []).append(
            (json.loads(row["old"]), json.loads(row["new"]), row["cause"])
        )
    return told


def weeks(catalogue: Path, first: Pair, second: Pair, archive: Archive | None) -> dict[str, Any]:
    publish([first], catalogue, now=MONDAY, read_by="old rules")
    publish([second], catalogue, now=NEXT, reread=archive, read_by="new rules")
    return causes(catalogue)


def test_what_differs_on_the_old_page_is_ours_and_the_rest_is_the_sources(catalogue: Path) -> None:
    first = read(walk(difficulty="Hard", rating_total=93.0, max_altitude_m=4500.0))
    today = walk(difficulty="Strenuous", rating_total=93.0, max_altitude_m=4500.0)
    archive = Archive().holds(first, today)
    told = weeks(catalogue, first, read(walk(difficulty="Strenuous", rating_total=94.0), NEXT), archive)
    assert told["difficulty"] == [("Hard", "Strenuous", "rules")]
    assert told["rating_total"] == [(93.0, 94.0, "source")]


def test_a_field_that_both_changed_has_a_row_for_each_ours_first(catalogue: Path) -> None:
    first = read(walk(difficulty="hard"))
    archive = Archive().holds(first, walk(difficulty="Hard"))
    told = weeks(catalogue, first, read(walk(difficulty="Severe"), NEXT), archive)
    assert told["difficulty"] == [("hard", "Hard", "rules"), ("Hard", "Severe", "source")]


def test_text_that_is_only_mended_otherwise_while_the_source_changed_too(catalogue: Path) -> None:
    lost = {"narrative": "Peru?s valleys.\n\nAnd its passes.", "repairs": ()}
    first = read(walk(**lost))
    archive = Archive().holds(first, walk())
    told = weeks(catalogue, first, read(walk(rating_total=94.0), NEXT), archive)
    assert [cause for _, _, cause in told["narrative"]] == ["repair"]
    assert [cause for _, _, cause in told["rating_total"]] == ["source"]


def test_by_the_same_rules_everything_is_the_sources_and_nothing_is_read_again(catalogue: Path) -> None:
    archive = Archive()
    publish([read(walk())], catalogue, now=MONDAY, read_by="rules")
    publish([read(walk(rating_total=94.0), NEXT)], catalogue, now=NEXT, reread=archive, read_by="rules")
    told = causes(catalogue)
    assert {cause for rows in told.values() for _, _, cause in rows} == {"source"}
    assert archive.asked == 0


def test_the_same_bytes_read_otherwise_are_ours_and_need_not_be_read_again(catalogue: Path) -> None:
    (page, reading), archive = read(walk()), Archive()
    publish([(page, reading)], catalogue, now=MONDAY, read_by="old rules")
    other = walk(difficulty="Severe", content_sha256="the rules find other words")
    again = (page, read(other)[1])
    publish([again], catalogue, now=NEXT, reread=archive, read_by="new rules")
    told = causes(catalogue)
    assert {cause for rows in told.values() for _, _, cause in rows} == {"rules"}
    assert archive.asked == 0


def test_words_that_only_our_rules_read_otherwise_have_not_changed(catalogue: Path) -> None:
    first = read(walk())
    archive = Archive().holds(first, walk(content_sha256="b"))
    told = weeks(catalogue, first, read(walk(content_sha256="b"), NEXT), archive)
    assert "last_changed" not in told
    (row,) = pd.read_parquet(catalogue / "latest" / "walks.parquet").to_dict("records")
    assert (row["last_changed"], row["last_seen"]) == (MONDAY, NEXT)


def test_words_that_changed_at_the_source_have_changed_whatever_the_rules(catalogue: Path) -> None:
    first = read(walk(content_sha256="a"))
    archive = Archive().holds(first, walk(content_sha256="b"))
    told = weeks(catalogue, first, read(walk(content_sha256="c"), NEXT), archive)
    assert told["content_sha256"] == [("a", "b", "rules"), ("b", "c", "source")]
    assert [cause for _, _, cause in told["last_changed"]] == ["source"]


@pytest.mark.parametrize("archive", [None, Archive()])
def test_where_the_old_page_is_no_more_there_the_words_decide(
    catalogue: Path, archive: Archive | None
) -> None:
    told = weeks(
        catalogue,
        read(walk(content_sha256="a", difficulty="Hard")),
        read(walk(content_sha256="a", difficulty="Severe"), NEXT),
        archive,
    )
    assert told["difficulty"] == [("Hard", "Severe", "rules")]
    publish([read(walk(content_sha256="b", difficulty="Easy"), NEXT + WEEK)], catalogue, now=NEXT + WEEK)
    assert causes(catalogue)["difficulty"] == [("Severe", "Easy", "source")]
