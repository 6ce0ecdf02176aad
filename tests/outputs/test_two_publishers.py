"""Two publishers on one folder: one wins, the other says so, and nothing is torn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from outputs.catalogue import open_catalogue
from outputs.pruning import Policy, prune
from outputs.publish import publish
from outputs.quality import check_catalogue
from outputs.shelf import Shelf
from outputs.stores import CatalogueBusy, store_at
from outputs.tags import tag
from tests.outputs.dying_publisher import second_week
from tests.outputs.walk_builder import MONDAY, WEEK, read, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys
from outputs.shelf import Shelf
from outputs.stores import store_at
with Shelf(store_at(sys.argv[1])).at_work():
    print("held", flush=True)
    sys.stdin.read()
"""

PUBLISHER = """
import sys
from pathlib import Path
from outputs.publish import CatalogueBusy, publish
from tests.outputs.walk_builder import MONDAY, WEEK, read, walk
folder, grade = sys.argv[1:]
pages = [read(walk(difficulty=grade), MONDAY + WEEK)]
print("ready", flush=True)
sys.stdin.readline()
try:
    print(publish(pages, Path(folder), now=MONDAY + WEEK).verdict)
except CatalogueBusy:
    print("busy")
"""


def process(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_while_one_publishes_all_who_would_write_are_told_so(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)
    with process(HOLDER, catalogue) as holder:
        assert line(holder) == "held"
        for write in (second_week, tag_it, prune_it):
            with pytest.raises(CatalogueBusy, match=f"another publisher is at work in {catalogue}; wait"):
                write(catalogue)
        assert len(open_catalogue(catalogue).walks) == 1, "reading needs no lock"
        holder.communicate()
    second_week(catalogue)
    assert len(open_catalogue(catalogue).snapshots) == 2


def tag_it(catalogue: Path) -> None:
    tag(catalogue, "good")


def prune_it(catalogue: Path) -> None:
    prune(catalogue, Policy())


def test_a_lock_ends_with_the_process_that_held_it(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)
    with process(HOLDER, catalogue) as holder:
        assert line(holder) == "held"
        holder.kill()
    second_week(catalogue)
    assert len(open_catalogue(catalogue).snapshots) == 2


def test_who_was_overtaken_while_it_read_its_pages_says_so(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)

    def slow() -> Iterator[Any]:
        yield read(walk(difficulty="Easy"), MONDAY + WEEK)
        second_week(catalogue)

    with pytest.raises(CatalogueBusy, match=r"latest\.json meanwhile; nothing of this one is published, run"):
        publish(slow(), catalogue, now=MONDAY + 2 * WEEK)
    assert set(open_catalogue(catalogue).walks["difficulty"]) == {"Severe", "Strenuous"}
    assert store_at(catalogue).entries("snapshots") == open_catalogue(catalogue).snapshots


def test_the_first_publisher_of_all_may_have_a_rival_too(catalogue: Path) -> None:
    shelf = Shelf(store_at(catalogue))
    publish([read(walk())], catalogue, now=MONDAY)
    with pytest.raises(CatalogueBusy), shelf.at_work():
        pass


def test_of_many_processes_at_once_each_wins_or_says_so(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)
    racers = [process(PUBLISHER, catalogue, f"Grade {n}") for n in range(3)]
    assert [line(racer) for racer in racers] == ["ready"] * 3
    for racer in racers:
        assert racer.stdin is not None
        os.write(racer.stdin.fileno(), b"go\n")
    ended = [racer.communicate()[0].strip() for racer in racers]
    assert set(ended) <= {"published", "busy"}
    assert ended.count("published") >= 1
    opened = open_catalogue(catalogue)
    assert store_at(catalogue).entries("snapshots") == opened.snapshots
    assert len(opened.snapshots) == 1 + ended.count("published")
    assert all(finding.passed for finding in check_catalogue(catalogue))
