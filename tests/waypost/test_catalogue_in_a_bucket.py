"""The commands on a catalogue in an object store, as a user runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.object_server import BUCKET, serve_objects
from waypost.verdict import Verdict

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Waypost

PAGE = """<title>{title}</title><h1>{title}</h1>
<p>Total rating 90</p><p>Beauty 35</p><p>Natural interest 16</p><p>Human interest 12</p><p>Charisma 30</p>
<p>Negative points 3</p><p>Length: 25km</p><p>Key information:</p><ul><li>High mountains.</li></ul>
<p>The path goes up and then down again, all of a long day.</p>"""


@pytest.fixture(scope="module")
def object_store() -> Iterator[dict[str, str]]:
    with serve_objects() as environment:
        yield environment


@pytest.fixture
def on_s3(
    waypost: Waypost, object_store: dict[str, str], tmp_path: Path
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command in an empty workspace whose catalogue stands in a bucket."""
    catalogue = {"WAYPOST_CATALOGUE": f"s3://{BUCKET}/{uuid4().hex}", "WAYPOST_DATA": str(tmp_path / "data")}

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return waypost(*arguments, env=object_store | catalogue | environment)

    return run


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for title in ("Lares Trek", "Salt Road"):
        (folder / f"{title}.html").write_text(PAGE.format(title=title))
    return folder


def test_all_commands_work_on_a_bucket(
    on_s3: Callable[..., subprocess.CompletedProcess[str]], pages: Path, tmp_path: Path
) -> None:
    done = on_s3("normalize", pages, "--site", "walkopedia")
    assert done.returncode == Verdict.DONE, done.stderr
    assert f"s3://{BUCKET}/" in done.stdout
    assert "/walks.parquet" in done.stdout
    assert not (tmp_path / "data" / "catalogue").exists()
    assert on_s3("check").returncode == Verdict.DONE
    assert "25km" in on_s3("why", "Salt Road", "length_km_min").stdout
    assert on_s3("diff").returncode == Verdict.DONE
    assert json.loads(on_s3("status", "--json").stdout)["catalogue"]["walks"] == 2
    assert on_s3("tag", "good").stdout.endswith("Z is good\n")
    assert on_s3("tag").stdout.endswith("Z  good\n")
    assert json.loads(on_s3("tag", "--json").stdout).keys() == {"good"}
    assert on_s3("prune", "--dry-run").stdout == "1 snapshots kept, 0.0 MiB to be freed\n"
    assert json.loads(on_s3("prune", "--json").stdout)["removed"] == []
    assert on_s3("tag", "--delete", "good").stdout.endswith("Z is no longer good\n")


def test_a_server_that_is_away_is_told_in_one_line(
    on_s3: Callable[..., subprocess.CompletedProcess[str]], pages: Path
) -> None:
    for command in (("normalize", pages), ("check",), ("prune",), ("tag", "good")):
        done = on_s3(*command, AWS_ENDPOINT_URL="http://127.0.0.1:1")
        assert done.returncode == Verdict.USAGE, done
        assert "its server cannot be reached; see to AWS_ENDPOINT_URL" in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("tag", "a b"), "'a b' cannot be a tag"),
        (("tag", "--delete"), "--delete needs the NAME of a tag"),
        (("prune", "--keep-days", "0"), "--keep-days: keep_days cannot be 0"),
        (("check", "--catalogue", "ftp://x/y"), "a catalogue cannot stand at ftp://x/y"),
    ],
)
def test_wrong_words_are_told_in_one_line(
    on_s3: Callable[..., subprocess.CompletedProcess[str]], arguments: tuple[str, ...], words: str
) -> None:
    done = on_s3(*arguments)
    assert (done.returncode, done.stdout) == (Verdict.USAGE, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1
