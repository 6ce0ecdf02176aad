"""A page is saved for the tests with the record that a person is to review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.normalize import test_saved_fixtures
from tests.site_server import SITE, serve_site
from tests.waypost.checkout import Checkout
from waypost.scaffold.fixture import Fixture, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.site_server import SiteUrl

PAGE = SITE / "pages" / "condor-terraces.html"
EXPECTED = json.loads((SITE / "expected" / "condor-terraces.json").read_text(encoding="utf-8"))
ADDRESS = "https://www.walkopedia.net/best-world-walks/Peru/The-Condor-Terraces"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout.copied(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def site() -> Iterator[SiteUrl]:
    with serve_site() as base:
        yield base


@pytest.fixture(scope="module")
def saved(checkout: Checkout) -> Path:
    """The folder of a page that was saved from a file."""
    done = checkout.run("waypost", "save-fixture", PAGE)
    assert done.returncode == 0, done.stderr
    folder = checkout.root / "tests" / "fixtures" / "walkopedia" / "the-condor-terraces"
    named = [
        f"tests/fixtures/walkopedia/{folder.name}/{name}"
        for name in ("page.html", "page.json", "expected.json")
    ]
    assert done.stdout.splitlines() == named
    return folder


def test_the_page_keeps_its_bytes_and_its_address(saved: Path) -> None:
    assert (saved / "page.html").read_bytes() == PAGE.read_bytes()
    assert json.loads((saved / "page.json").read_text(encoding="utf-8"))["url"] == ADDRESS


def test_the_record_is_what_is_read_today_and_waits_for_review(saved: Path) -> None:
    fixture = Fixture.read(saved)
    assert not fixture.reviewed
    assert {field: fixture.record[field] for field in EXPECTED} == EXPECTED


def test_what_was_saved_is_overwritten_by_force_alone(checkout: Checkout, saved: Path) -> None:
    (saved / "expected.json").write_text('{"reviewed": true}', encoding="utf-8")
    refused = checkout.run("waypost", "save-fixture", saved / "page.html")
    assert refused.returncode == 2
    assert "--force" in refused.stderr
    assert Fixture.read(saved).reviewed
    forced = checkout.run("waypost", "save-fixture", saved / "page.html", "--force")
    assert forced.returncode == 0, forced.stderr
    assert Fixture.read(saved).record["title"] == EXPECTED["title"]
    assert not Fixture.read(saved).reviewed


def test_a_page_of_a_mirror_is_saved_under_its_sites_own_address(checkout: Checkout, site: SiteUrl) -> None:
    url = f"{site}/best-world-walks/Peru/The-Condor-Terraces"
    done = checkout.run("waypost", "save-fixture", url, "--name", "mirrored")
    assert done.returncode == 0, done.stderr
    fixture = Fixture.read(checkout.root / "tests" / "fixtures" / "walkopedia" / "mirrored")
    assert (fixture.page.url, fixture.record["country"]) == (ADDRESS, "Peru")
    assert fixture.page.content_type == "text/html; charset=utf-8"


def test_a_page_that_redirects_is_saved_where_it_leads(checkout: Checkout, site: SiteUrl) -> None:
    url = "https://www.walkopedia.net/walks/display-walk.asp?WalkID=12"
    done = checkout.run("waypost", "save-fixture", url, "--base-url", site, "--name", "redirected")
    assert done.returncode == 0, done.stderr
    fixture = Fixture.read(checkout.root / "tests" / "fixtures" / "walkopedia" / "redirected")
    assert fixture.page.url == ADDRESS


def test_what_is_no_walk_is_refused_until_it_is_said_what_it_is(checkout: Checkout) -> None:
    page = SITE / "pages" / "database-error.html"
    refused = checkout.run("waypost", "save-fixture", page, "--site", "walkopedia")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--outcome" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    done = checkout.run("waypost", "save-fixture", page, "--site", "walkopedia", "--outcome", "failed")
    assert done.returncode == 0, done.stderr
    folder = checkout.root / "tests" / "fixtures" / "walkopedia" / "database-error"
    assert Fixture.read(folder).record == {"outcome": "failed"}


def test_a_walk_that_nothing_reads_yet_is_saved_with_every_field_to_be_filled_in(
    checkout: Checkout, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>The Drowned Way</h1><p>Splendour: forty of forty.</p>", encoding="utf-8")
    arguments = ("--site", "walkopedia", "--outcome", "walk", "--name", "unread")
    done = checkout.run("waypost", "save-fixture", page, *arguments)
    assert done.returncode == 0, done.stderr
    record = Fixture.read(checkout.root / "tests" / "fixtures" / "walkopedia" / "unread").record
    assert record["outcome"] == "walk"
    assert set(EXPECTED) <= set(record)
    assert {record[field] for field in ("title", "narrative", "rating_total")} == {None}


def test_a_page_of_no_known_site_asks_whose_it_is(checkout: Checkout, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>A shop</h1><p>Boots and tents.</p>", encoding="utf-8")
    done = checkout.run("waypost", "save-fixture", page)
    assert done.returncode == 2
    assert "--site" in done.stderr


@pytest.mark.parametrize(
    ("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)], ids=["desk", "ci"]
)
def test_a_record_that_nobody_reviewed_is_passed_over_on_a_desk_and_fails_in_ci(
    saved: Path, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    name = "walkopedia/the-condor-terraces"
    monkeypatch.setitem(test_saved_fixtures.SAVED, name, Fixture.read(saved))
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=f"tests/fixtures/{name}/expected.json"):
        test_saved_fixtures.test_a_person_has_held_the_record_against_the_page(name)


@pytest.mark.parametrize(
    ("words", "name"),
    [("M'Goun Massif (5 days)", "mgoun-massif-5-days"), ("Ünter den Tannen", "unter-den-tannen")],
)
def test_a_fixture_is_called_as_its_walk(words: str, name: str) -> None:
    assert name_of(words) == name
