"""The metrics file: what Prometheus reads after each run, whatever its verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from waypost.telemetry.metrics import METRICS, exposition, write_metrics
from waypost.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CrawledSite, Waypost

NOWHERE = "http://127.0.0.1:9"
QUICK = {"WAYPOST_RETRIES": "0"}


def read(file: Path) -> dict[str, dict[str, float]]:
    """Every metric by name: its values by their second label, or by ""."""
    values: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(file.read_text(encoding="utf-8")):
        for sample in family.samples:
            assert sample.labels.pop("site") == "walkopedia"
            values.setdefault(sample.name, {})["".join(sample.labels.values())] = sample.value
    return values


@pytest.fixture(scope="module")
def scraped(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]], Path]:
    """The metrics of a run that went well, and of the next one, which found nobody there."""
    folder = tmp_path_factory.mktemp("metrics")
    file = folder / "walkopedia.prom"
    told = []
    for base, status in ((crawled_site.base_url, 0), (NOWHERE, 4)):
        command = ("run", "walkopedia", "--base-url", base, "--data", folder / "data", "--metrics", file)
        assert waypost(*command, env=QUICK).returncode == status
        told.append(read(file))
    return told[0], told[1], folder


def test_a_good_run_gives_every_metric(scraped: tuple[dict[str, dict[str, float]], object, object]) -> None:
    assert set(scraped[0]) == {metric.name for metric in METRICS}


def test_the_figures_are_those_of_the_run_record(
    scraped: tuple[dict[str, dict[str, float]], object, Path],
) -> None:
    values, _, folder = scraped
    record = json.loads(min((folder / "data" / "runs").glob("*.json")).read_text())
    assert values["waypost_last_run_requests"][""] == record["crawl"]["requests"]
    assert values["waypost_last_run_received_bytes"][""] == record["crawl"]["bytes"]
    assert values["waypost_last_run_pages"] == record["pages"]["outcomes"]
    assert values["waypost_catalogue_walks"][""] == record["catalogue"]["walks"]
    assert values["waypost_last_run_verdict"]["done"] == 1


def test_after_a_failure_the_last_success_is_still_told(
    scraped: tuple[dict[str, dict[str, float]], dict[str, dict[str, float]], object],
) -> None:
    good, bad, _ = scraped
    assert bad["waypost_last_run_exit_status"][""] == Verdict.INCOMPLETE
    assert bad["waypost_last_run_verdict"]["incomplete"] == 1
    assert bad["waypost_last_run_verdict"]["done"] == 0
    success = "waypost_last_success_timestamp_seconds"
    assert bad[success] == good[success]
    assert bad["waypost_last_run_timestamp_seconds"][""] > bad[success][""]


def test_nothing_is_left_beside_the_file_and_all_may_read_it(scraped: tuple[object, object, Path]) -> None:
    folder = scraped[2]
    assert sorted(path.name for path in folder.iterdir()) == ["data", "walkopedia.prom"]
    assert (folder / "walkopedia.prom").stat().st_mode & 0o444 == 0o444


def test_a_file_that_cannot_be_written_is_a_warning_and_changes_no_verdict(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    command = ("crawl", "walkopedia", "--base-url", crawled_site.base_url, "--data", tmp_path / "data")
    ended = waypost(*command, "--limit", "1", "--metrics", tmp_path / "missing" / "file.prom")
    assert ended.returncode == 0
    assert ended.stderr.startswith("waypost: the metrics could not be written")
    assert len(ended.stderr.splitlines()) == 1


def test_a_write_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "file.prom"
    file.write_text("before")
    (tmp_path / ".file.prom.partial").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_metrics({"site": "walkopedia", "verdict": "done", "exit_status": 0}, file)
    assert file.read_text() == "before"


def test_a_site_cannot_write_a_metric_of_its_own() -> None:
    record = {"site": 'a"\nforged 1\n', "verdict": "done", "exit_status": 0}
    assert [line for line in exposition(record).decode().splitlines() if line.startswith("forged")] == []
