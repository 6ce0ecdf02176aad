"""One walk has one lasting id, whatever address it is met at; two walks never share one."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outputs.claims import fold
from outputs.durable import CatalogueUnusable
from outputs.encoding import as_json
from outputs.publish import publish
from tests.outputs.walk_builder import (
    HOME,
    MONDAY,
    NO_FIGURES,
    SITE,
    WEEK,
    Pair,
    answer,
    bare,
    named,
    numbered,
    read,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from normalize.walk import Walk
    from tests.outputs.conftest import Crawl

LARES = f"{SITE}:peru/lares-trek"


def rows(catalogue: Path, table: str) -> list[dict[str, Any]]:
    frame: pd.DataFrame = pd.read_parquet(catalogue / "latest" / f"{table}.parquet", dtype_backend="pyarrow")
    return [{str(k): None if v is pd.NA else v for k, v in row.items()} for row in frame.to_dict("records")]


def ids(catalogue: Path) -> list[str]:
    return [row["walk_id"] for row in rows(catalogue, "walks")]


def lines(catalogue: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (catalogue / "ids.jsonl").read_text().splitlines()]


def test_an_id_is_minted_from_the_path(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(walk(site_id="12")))
    assert ids(catalogue) == [LARES]


def test_an_id_is_minted_from_the_number_where_there_is_no_path(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    assert ids(catalogue) == [f"{SITE}:id-12"]


def test_an_id_is_minted_from_the_title_where_there_is_no_address(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(bare("Sentier  Côtier"), None))
    assert ids(catalogue) == [f"{SITE}:sentier-cotier"]


def test_both_addresses_of_a_walk_are_one_walk(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(walk()), read(numbered(12)))
    (row,) = rows(catalogue, "walks")
    assert row["walk_id"] == LARES
    assert {row["url"], *row["aliases"]} == {walk().url, numbered(12).url}
    assert sorted(p["outcome"] for p in rows(catalogue, "pages")) == ["duplicate", "walk"]
    assert {p["walk_id"] for p in rows(catalogue, "pages")} == {LARES}


def test_the_second_address_may_be_met_a_year_later(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    crawl(52, read(walk(), MONDAY + 52 * WEEK))
    (row,) = rows(catalogue, "walks")
    assert row["walk_id"] == f"{SITE}:id-12"
    assert row["url"] == walk().url
    assert list(row["aliases"]) == [numbered(12).url]


def test_a_walk_keeps_its_id_when_the_site_renames_it(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    crawl(1, read(numbered(12, "The Lares Way"), MONDAY + WEEK))
    assert ids(catalogue) == [f"{SITE}:id-12"]
    assert rows(catalogue, "walks")[0]["title"] == "The Lares Way"


def test_the_same_number_joins_a_renamed_walk_to_its_new_address(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    crawl(1, read(named("Other Name", site_id="12", **NO_FIGURES), MONDAY + WEEK))
    assert ids(catalogue) == [f"{SITE}:id-12"]


def test_two_walks_of_one_name_in_two_countries_stay_two(catalogue: Path, crawl: Crawl) -> None:
    wales = named("Coast Path", "Wales", code="GB")
    ireland = named("Coast Path", "Ireland", code="IE")
    crawl(0, read(wales), read(ireland))
    assert ids(catalogue) == [f"{SITE}:ireland/coast-path", f"{SITE}:wales/coast-path"]


def test_a_title_alone_joins_nothing(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(1, "Coast Path", **NO_FIGURES)), read(numbered(2, "Coast Path", **NO_FIGURES)))
    assert len(ids(catalogue)) == 2


def test_three_equal_figures_join_nothing_and_four_do(catalogue: Path, crawl: Crawl) -> None:
    three: dict[str, Any] = {
        "rating_beauty": 1.0,
        "rating_natural_interest": 2.0,
        "rating_human_interest": 3.0,
        "rating_charisma": 4.0,
        "rating_negative_points": 5.0,
    }
    crawl(0, read(walk(**three)), read(numbered(12)))
    assert len(ids(catalogue)) == 2
    crawl(1, read(walk(**three | {"rating_beauty": 35.0}), MONDAY + WEEK), read(numbered(12), MONDAY + WEEK))
    assert ids(catalogue) == [LARES]


def test_the_total_is_no_figure_of_its_own(catalogue: Path, crawl: Crawl) -> None:
    other: dict[str, Any] = {
        "rating_beauty": 30.0,
        "rating_charisma": 38.0,
        "length_km_min": 1.0,
        "max_altitude_m": 9.0,
    }
    crawl(0, read(walk()), read(numbered(12, duration_days_max=3.0, **other)))
    assert len(ids(catalogue)) == 2


def test_a_page_without_a_country_that_fits_two_walks_joins_neither(catalogue: Path, crawl: Crawl) -> None:
    wales = named("Coast Path", "Wales", code="GB")
    ireland = named("Coast Path", "Ireland", code="IE")
    crawl(0, read(wales), read(ireland), read(numbered(7, "Coast Path")))
    assert len(ids(catalogue)) == 3


def test_a_redirect_joins(catalogue: Path, crawl: Crawl) -> None:
    old = numbered(12, "Old Name", **NO_FIGURES)
    crawl(0, read(old))
    assert old.url
    moved = answer(old.url, "redirected", MONDAY + WEEK, 301, final_url=walk().url)
    crawl(1, moved, read(walk(), MONDAY + WEEK))
    (row,) = rows(catalogue, "walks")
    assert row["walk_id"] == f"{SITE}:id-12"
    assert old.url in row["aliases"]
    assert {p["walk_id"] for p in rows(catalogue, "pages")} == {f"{SITE}:id-12"}


def test_a_canonical_address_joins(catalogue: Path, crawl: Crawl) -> None:
    old = numbered(12, "Old Name", **NO_FIGURES)
    crawl(0, read(walk()), read(old, final_url=walk().url))
    assert ids(catalogue) == [LARES]


def test_dead_walks_that_all_redirect_to_the_home_page_are_not_one_walk(
    catalogue: Path, crawl: Crawl
) -> None:
    walks = [named("One Walk", **NO_FIGURES), named("Two Walk", **NO_FIGURES)]
    crawl(0, *(read(w) for w in walks))
    home = [answer(w.url or "", "redirected", MONDAY + WEEK, 302, final_url=f"{HOME}/") for w in walks]
    crawl(1, *home, answer(f"{HOME}/", "index", MONDAY + WEEK))
    assert len(ids(catalogue)) == 2


def test_a_site_that_calls_one_page_canonical_everywhere_merges_nothing(
    catalogue: Path, crawl: Crawl
) -> None:
    others = [
        named(
            f"Walk {n}", rating_beauty=1.0 + n, rating_natural_interest=2.0 + n, rating_human_interest=3.0 + n
        )
        for n in range(3)
    ]
    unlike = {"rating_charisma": 9.0, "rating_negative_points": 0.5, "length_km_min": 3.0}
    unlike |= {"duration_hours_min": 1.0, "max_altitude_m": 12.0}
    crawl(0, *(read(w, final_url=walk(**unlike).url) for w in others), read(walk(**unlike)))
    assert len(ids(catalogue)) == 4


def test_when_two_ids_prove_one_walk_the_older_stays(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12, "Old Name", **NO_FIGURES)))
    crawl(1, read(walk(), MONDAY + WEEK))
    assert ids(catalogue) == [f"{SITE}:id-12", LARES]
    publication = crawl(2, read(walk(site_id="12"), MONDAY + 2 * WEEK))
    (row,) = rows(catalogue, "walks")
    assert row["walk_id"] == f"{SITE}:id-12"
    assert LARES in row["aliases"]
    assert publication.changes["moved"] == 1
    (moved,) = [c for c in rows(catalogue, "changes") if c["kind"] == "moved"]
    assert (moved["walk_id"], json.loads(moved["old"])) == (f"{SITE}:id-12", LARES)
    assert row["first_seen"] == MONDAY


def test_a_crash_after_the_register_was_written_changes_no_id(catalogue: Path, crawl: Crawl) -> None:
    weeks = [[read(numbered(12, "Old Name", **NO_FIGURES)), read(walk(), MONDAY)]]
    weeks += [[read(walk(site_id="12"), MONDAY + WEEK), read(named("Salt Road"), MONDAY + WEEK)]]
    crawl(0, *weeks[0])
    before = {p: (catalogue / p).read_bytes() for p in ("latest.json", "ids.jsonl")}
    link = (catalogue / "latest").readlink()
    crawl(1, *weeks[1])
    (catalogue / "latest.json").write_bytes(before["latest.json"])
    (catalogue / "latest").unlink()
    (catalogue / "latest").symlink_to(link)
    register = (catalogue / "ids.jsonl").read_bytes()
    publication = crawl(2, *weeks[1])
    assert ids(catalogue) == [LARES, f"{SITE}:peru/salt-road"]
    assert publication.changes["moved"] == 1
    assert f"{SITE}:id-12" in rows(catalogue, "walks")[0]["aliases"]
    assert (catalogue / "ids.jsonl").read_bytes() == register


def test_an_alias_is_never_used_again(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12, "Old Name", **NO_FIGURES)))
    crawl(1, read(walk(), MONDAY + WEEK))
    crawl(2, read(walk(site_id="12"), MONDAY + 2 * WEEK))
    crawl(3, read(walk(), MONDAY + 3 * WEEK))
    assert ids(catalogue) == [f"{SITE}:id-12"]


def test_the_register_is_only_ever_added_to(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    before = (catalogue / "ids.jsonl").read_bytes()
    crawl(1, read(walk(), MONDAY + WEEK), read(named("New Walk"), MONDAY + WEEK))
    assert (catalogue / "ids.jsonl").read_bytes().startswith(before)
    assert {line["walk_id"] for line in lines(catalogue)} == set(ids(catalogue))


def test_each_manifest_records_the_register(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    manifest = json.loads((catalogue / "latest" / "manifest.json").read_text())
    data = (catalogue / "ids.jsonl").read_bytes()
    assert manifest["ids"] == {"lines": 1, "sha256": sha256(data).hexdigest()}


def test_a_line_that_a_crash_cut_short_does_not_count(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    with (catalogue / "ids.jsonl").open("a") as file:
        file.write('{"walk_id": "walkop')
    crawl(1, read(numbered(12), MONDAY + WEEK), read(named("New Walk"), MONDAY + WEEK))
    assert {line["walk_id"] for line in lines(catalogue)} == {f"{SITE}:id-12", f"{SITE}:peru/new-walk"}


def test_a_damaged_register_stops_before_an_id_is_minted_twice(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    (catalogue / "ids.jsonl").write_text("not json\n")
    with pytest.raises(CatalogueUnusable, match="line 1 is damaged"):
        crawl(1, read(numbered(12), MONDAY + WEEK))


def test_a_lost_register_is_filled_again_from_the_snapshot(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(numbered(12)))
    (catalogue / "ids.jsonl").unlink()
    crawl(1, read(walk(), MONDAY + WEEK), read(numbered(12), MONDAY + WEEK))
    assert ids(catalogue) == [f"{SITE}:id-12"]


def test_two_files_of_one_name_are_two_walks_with_the_same_ids_every_time(catalogue: Path) -> None:
    one, two = bare("Coast Path", **NO_FIGURES), bare("Coast Path", **NO_FIGURES | {"narrative": "Else."})
    publish([read(one, None), read(two, None)], catalogue, input_={"a": "1", "b": "2"}, now=MONDAY)
    first = rows(catalogue, "walks")
    publish([read(two, None), read(one, None)], catalogue, input_={"a": "1", "b": "2"}, now=MONDAY + WEEK)
    assert sorted(ids(catalogue)) == [f"{SITE}:coast-path", f"{SITE}:coast-path-2"]
    assert str(rows(catalogue, "walks")) == str(first)


def test_pages_that_disagree_are_told_in_the_checks(catalogue: Path, crawl: Crawl) -> None:
    crawl(0, read(walk()), read(numbered(12, rating_beauty=34.0, rating_total=92.0), MONDAY - WEEK))
    told = {c["detail"] for c in rows(catalogue, "checks") if c["check"] == "pages_agree"}
    assert len(told) == 2
    assert any("rating_beauty: 35.0 at" in t and "34.0" in t for t in told)
    assert rows(catalogue, "walks")[0]["rating_beauty"] == 35.0


def unaddressed(walk: Walk) -> Pair:
    """A bare file, whose address is its rel=canonical."""
    page, reading = read(walk, None)
    return replace(page, url=None), reading


UNLIKE: list[dict[str, Any]] = [
    NO_FIGURES
    | {
        "rating_beauty": 10.0 + n,
        "rating_natural_interest": 3.0 + n,
        "rating_charisma": 12.0 + n,
        "max_altitude_m": 100.0 * n,
    }
    for n in range(1, 9)
]
UNLIKE_WALKS = [
    named(f"Way {n}", **figures) if n % 2 else numbered(n, f"Way {n}", **figures)
    for n, figures in enumerate(UNLIKE)
]


@settings(max_examples=12, deadline=None)
@given(leads=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=12))
def test_walks_that_are_nothing_alike_are_never_one_wherever_their_addresses_lead(
    leads: list[tuple[int, int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    catalogue = tmp_path_factory.mktemp("unlike")
    canonical = {a: UNLIKE_WALKS[b].url for a, b, redirected in leads if not redirected}
    pages = [read(w, final_url=canonical.get(n)) for n, w in enumerate(UNLIKE_WALKS)]
    publish(pages, catalogue, now=MONDAY)
    moved = [
        answer(UNLIKE_WALKS[a].url or "", "redirected", MONDAY + WEEK, 301, final_url=UNLIKE_WALKS[b].url)
        for a, b, redirected in leads
        if redirected and a != b
    ]
    publish([*pages, *moved], catalogue, now=MONDAY + WEEK)
    assert len(ids(catalogue)) == len(UNLIKE_WALKS)


def test_many_dead_addresses_that_end_at_one_walk_are_not_its_aliases(catalogue: Path, crawl: Crawl) -> None:
    dead = [f"{HOME}/best-world-walks/Peru/Dead-{n}" for n in range(9)]
    crawl(0, read(walk()), *(answer(url, "redirected", MONDAY, 302, final_url=walk().url) for url in dead))
    assert list(rows(catalogue, "walks")[0]["aliases"]) == []
    crawl(1, read(walk(), MONDAY + WEEK), *(answer(u, "gone", MONDAY + WEEK, 404) for u in dead[3:]))
    crawl(2, answer(dead[0], "redirected", MONDAY + 2 * WEEK, 302, final_url=walk().url))
    assert list(rows(catalogue, "walks")[0]["aliases"]) == [dead[0]]


def test_the_newest_page_wins_and_of_two_as_new_the_current_address(catalogue: Path, crawl: Crawl) -> None:
    old = numbered(12, rating_total=92.0)
    crawl(0, read(old), read(walk()))
    assert rows(catalogue, "walks")[0]["rating_total"] == 93.0
    crawl(1, read(old, MONDAY + WEEK), read(walk()))
    assert rows(catalogue, "walks")[0]["rating_total"] == 92.0


@pytest.mark.parametrize("title", ["", "!!!", "x" * 5000, "Ａ\u0301 ß"])
def test_any_title_folds_to_a_bounded_key(title: str) -> None:
    assert len(fold(title)) <= 120


CORPUS: list[Pair] = [
    read(walk()),
    read(numbered(12), MONDAY - WEEK),
    read(numbered(12, rating_beauty=34.0)),
    read(named("Coast Path", "Wales", code="GB")),
    read(named("Coast Path", "Ireland", code="IE")),
    read(numbered(7, "Coast Path")),
    read(numbered(8, "Coast Path", **NO_FIGURES)),
    read(bare("Coast Path", **NO_FIGURES), None),
    read(bare("Lares Trek"), None),
    read(named("Old Way", **NO_FIGURES)),
    answer(f"{HOME}/best-world-walks/Peru/Old-Way", "redirected", MONDAY + WEEK, 301, final_url=walk().url),
    answer(f"{HOME}/best-world-walks/Peru", "index"),
    answer(f"{HOME}/walks/display-walk.asp?WalkID=7", "gone", MONDAY + WEEK, 404),
    read(numbered(21, "Trek of Lares"), final_url=walk().url),
    read(numbered(22, "Salt Road", rating_beauty=9.0), final_url=f"{HOME}/"),
    read(numbered(23, "Mill Road", rating_beauty=9.0), final_url=f"{HOME}/"),
    unaddressed(named("Mill Road", rating_charisma=8.0)),
    unaddressed(named("Ford Road", url=named("Mill Road").url)),
]


def told(catalogue: Path) -> str:
    tables = ("walks", "photos", "checks", "repairs", "pages", "changes")
    return as_json({t: [{k: str(v) for k, v in row.items()} for row in rows(catalogue, t)] for t in tables})


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> str:
    catalogue = tmp_path_factory.mktemp("in_order")
    publish(CORPUS, catalogue, now=MONDAY)
    return told(catalogue)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shuffled=st.permutations(CORPUS))
def test_the_order_of_the_input_decides_nothing(
    shuffled: Sequence[Pair], in_order: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    catalogue = tmp_path_factory.mktemp("shuffled")
    publish(shuffled, catalogue, now=MONDAY)
    assert told(catalogue) == in_order


@settings(max_examples=15, deadline=None)
@given(parts=st.lists(st.sets(st.integers(0, len(CORPUS) - 1)), min_size=1, max_size=3))
def test_ids_once_minted_stay_however_the_pages_come_in(
    parts: list[set[int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    catalogue = tmp_path_factory.mktemp("parts")
    crawls = [*parts, set(range(len(CORPUS)))]
    minted: list[str] = []
    for week, part in enumerate(p for p in crawls if any(CORPUS[i][1].walk for i in p) or p == crawls[-1]):
        publish([CORPUS[i] for i in sorted(part)], catalogue, now=MONDAY + week * WEEK, accept="a test")
        now = [line["walk_id"] for line in lines(catalogue)]
        assert now[: len(minted)] == minted
        minted = now
    known = {row["walk_id"] for row in rows(catalogue, "walks")}
    assert known <= set(minted)
    assert len(known) == len(rows(catalogue, "walks"))
