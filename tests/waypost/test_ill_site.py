"""What the scheduled job makes of a site that is ill: status, one line, and the snapshot that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.crawler.served import Answer, links, serve
from tests.crawler.test_faults import reset
from tests.waypost.test_verdicts_of_runs import walk_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Waypost

WALKS = [f"/best-world-walks/Wales/Walk-{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n]}" for n in range(20)]
PAGES = {path: Answer(walk_page(path.rpartition("/")[2])) for path in WALKS}
SITE = {"/": Answer(links(*WALKS)), **PAGES}


def test_a_site_that_goes_down_half_way_ends_with_4_and_harms_no_walk(
    waypost: Waypost, tmp_path: Path
) -> None:
    with serve(SITE) as site:
        told = ["run", "walkopedia", "--base-url", site.url, "--data", str(tmp_path)]
        assert waypost(*told).returncode == 0
        before = pd.read_parquet(tmp_path / "catalogue/latest/walks.parquet")
        site.routes.update({path: Answer(raw=reset) for path in WALKS[5:]})
        ended = waypost(*told, env={"WAYPOST_RETRIES": "0"})
    assert (ended.returncode, len(ended.stderr.splitlines())) == (4, 1), ended.stderr
    assert "no answer for 10 addresses in a row (the connection broke); run again to go on" in ended.stderr
    after = pd.read_parquet(tmp_path / "catalogue/latest/walks.parquet")
    observed = ["fetched_at", "last_seen"]
    pd.testing.assert_frame_equal(after.drop(columns=observed), before.drop(columns=observed))


@pytest.mark.parametrize(
    ("path", "answer", "words"),
    [
        (
            "/robots.txt",
            Answer("User-agent: *\nCrawl-delay: 900"),
            "is incomplete: robots.txt asks for 900 s between requests",
        ),
        ("/", Answer("", 503, {"Retry-After": "3600"}), "(the server asks to come back after 3600 s)"),
        ("/robots.txt", Answer("", 503), "cannot be reached; try again later"),
    ],
    ids=["Crawl-delay of 900 s", "Retry-After of 3600 s", "robots.txt answers 503"],
)
def test_a_site_that_asks_us_to_stay_away_is_left_with_4(
    waypost: Waypost, tmp_path: Path, path: str, answer: Answer, words: str
) -> None:
    with serve({**SITE, path: answer}) as site:
        ended = waypost("run", "walkopedia", "--base-url", site.url, "--data", tmp_path)
        assert len(site.paths) <= 3
    assert (ended.returncode, len(ended.stderr.splitlines())) == (4, 1), ended.stderr
    assert words in ended.stderr


def test_a_site_that_forbids_everything_is_said_to_tell_of_no_walk(waypost: Waypost, tmp_path: Path) -> None:
    with serve({**SITE, "/robots.txt": Answer("User-agent: *\nDisallow: /")}) as site:
        ended = waypost("run", "walkopedia", "--base-url", site.url, "--data", tmp_path)
        assert site.paths == ["/robots.txt"]
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1), ended.stderr
    assert "tells of a walk: 1 other, 1 refused_by_robots" in ended.stderr
