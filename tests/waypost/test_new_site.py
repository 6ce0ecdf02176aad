"""A further site: one command and one file of words add it, and no other file knows of it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from normalize.addresses import Addresses
from normalize.vocabulary import VocabularyError, provisional, sites, table
from tests.conftest import ROOT
from tests.waypost.checkout import Checkout
from tests.waypost.served_fixtures import Served, serve_fixtures
from waypost.scaffold.addresses import forms
from waypost.scaffold.fixture import fixtures
from waypost.scaffold.site import check_name
from waypost.scaffold.tree import Tree, create
from waypost.verdict import Stop

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

SITE = "skerryways"
FIXTURES = ROOT / "tests" / "fixtures"
SAVED = {f.folder.name: f for f in fixtures(FIXTURES) if f.site == SITE}
WALKS = {name: f for name, f in SAVED.items() if f.record["outcome"] == "walk"}
URLS = [f.page.url or "" for f in WALKS.values()]
VOCABULARY = f"normalize/vocabulary/{SITE}.toml"
SPIDER = f"crawler/spiders/{SITE}.py"


@dataclass(frozen=True, slots=True)
class Added:
    """A checkout to which the command has added the site."""

    checkout: Checkout
    before: dict[str, str]
    done: subprocess.CompletedProcess[str]
    asked: list[str]

    @property
    def drafted(self) -> str:
        """The vocabulary as the command wrote it."""
        return (self.checkout.root / VOCABULARY).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve_fixtures(FIXTURES, SITE) as base:
        yield base


@pytest.fixture(scope="module")
def added(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Added:
    checkout = Checkout.copied(tmp_path_factory.mktemp("checkout"))
    before, asked = checkout.files(), len(site.asked)
    done = checkout.run("waypost", "new-site", SITE, *URLS, "--base-url", site)
    assert done.returncode == 0, done.stderr
    return Added(checkout, before, done, site.asked[asked:])


@pytest.fixture(scope="module")
def finished(added: Added, tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout with the spider that the command made, and the finished words in the drafted ones' place."""
    checkout = Checkout.copied(tmp_path_factory.mktemp("finished"))
    (checkout.root / SPIDER).write_bytes((added.checkout.root / SPIDER).read_bytes())
    (checkout.root / VOCABULARY).write_bytes((FIXTURES / SITE / "vocabulary.toml").read_bytes())
    return checkout


@pytest.fixture(scope="module")
def published(finished: Checkout, site: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The snapshot that a run of the finished site publishes."""
    data = tmp_path_factory.mktemp("run") / "data"
    done = finished.run("waypost", "run", SITE, "--base-url", site, "--data", data)
    assert done.returncode == 0, done.stderr
    return data / "catalogue" / "latest"


def made() -> set[str]:
    folders = (f"tests/fixtures/{SITE}/{name}" for name in WALKS)
    pages = {f"{folder}/{file}" for folder in folders for file in ("page.html", "page.json", "expected.json")}
    return {VOCABULARY, SPIDER} | pages


def test_the_command_adds_words_spider_and_fixtures_and_changes_no_other_file(added: Added) -> None:
    after = added.checkout.files()
    assert {name: after.get(name) for name in added.before} == added.before
    assert set(after) - set(added.before) == made()


def test_it_prints_each_file_that_it_made_and_what_to_do_next(added: Added) -> None:
    printed = added.done.stdout.splitlines()
    assert set(printed) >= made()
    assert printed[-1] == f"and crawl: waypost run {SITE}"
    assert added.done.stderr == ""


def test_it_asks_robots_txt_first_and_then_the_named_pages_alone(added: Added) -> None:
    named = [url.removeprefix("https://www.skerryways.example") for url in URLS]
    assert added.asked[0] == "/robots.txt"
    assert sorted(added.asked[1:]) == sorted(named)


def test_scrapy_lists_the_site_at_once(added: Added) -> None:
    listed = added.checkout.run("scrapy", "list")
    assert listed.stdout.split() == sorted([SITE, *sites()]), listed.stderr


def test_the_fixtures_keep_the_bytes_of_the_pages_and_wait_for_review(added: Added) -> None:
    drafts = list(fixtures(added.checkout.root / "tests" / "fixtures"))
    assert {d.folder.name: d.page.body for d in drafts} == {n: f.page.body for n, f in WALKS.items()}
    assert [d.reviewed for d in drafts] == [False] * len(drafts)


def test_the_drafted_addresses_tell_a_walk_from_another_page(added: Added) -> None:
    with provisional("drafted", added.drafted):
        addresses = Addresses.of("drafted")
    assert [addresses.classify(url) for url in URLS] == ["walk"] * len(URLS)
    assert addresses.classify("https://skerryways.example/crew/join.html") == "other"
    assert {addresses.identity(url).site_id for url in URLS} == {f.record["site_id"] for f in WALKS.values()}


@pytest.mark.parametrize(
    "words", ["Light", "Old stones", "Distance run", "Høgd", "From the log", "The way of it"]
)
def test_the_words_that_stand_on_the_pages_are_listed_for_the_person_to_sort(
    added: Added, words: str
) -> None:
    assert [line for line in added.drafted.splitlines() if line.startswith("#   ") and f'"{words}"' in line]


def test_the_draft_has_a_place_for_all_that_another_site_says(added: Added) -> None:
    walkopedia = (ROOT / "normalize" / "vocabulary" / "walkopedia.toml").read_text(encoding="utf-8")
    drafted, other = tomllib.loads(added.drafted), tomllib.loads(walkopedia)
    assert {h["block"] for h in drafted["headings"]} == {h["block"] for h in other["headings"]}
    for part in ("labels", "marks", "furniture"):
        assert set(other[part]) <= set(drafted[part]) <= set(table("walkopedia")[part])
    assert {n for names in drafted["labels"].values() for n in names} == {
        n for names in other["labels"].values() for n in names
    }


def test_pages_of_the_sites_that_are_known_read_as_before_beside_a_draft(added: Added) -> None:
    page = FIXTURES / "site" / "pages" / "condor-terraces.html"
    done = added.checkout.run("waypost", "normalize", page, "--data", added.checkout.root / "data")
    assert done.returncode == 0, done.stderr


def rows(published: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(published / f"{name}.parquet").to_pylist()
    return found


@pytest.mark.parametrize("name", WALKS)
def test_with_the_finished_words_a_run_publishes_what_a_person_reads(published: Path, name: str) -> None:
    expected = WALKS[name].record
    (walk,) = (row for row in rows(published, "walks") if row["url"] == expected["url"])
    assert walk["walk_id"] == f"{SITE}:id-{expected['site_id']}"
    told = {column: value for column, value in expected.items() if column in walk}
    assert {column: walk[column] for column in told} == told
    for child in ("photos", "credits"):
        found = [row for row in rows(published, child) if row["walk_id"] == walk["walk_id"]]
        assert [without_id(row) for row in found if row.get("role") != "photo"] == expected[child]


def without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if column != "walk_id"}


def test_a_run_publishes_no_other_walk(published: Path) -> None:
    assert {row["url"] for row in rows(published, "walks")} == {f.record["url"] for f in WALKS.values()}


def test_a_bare_file_is_known_by_the_sites_words(finished: Checkout, tmp_path: Path) -> None:
    page = SAVED["the-monks-ebb"].folder / "page.html"
    done = finished.run("waypost", "normalize", page, "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    (walk,) = rows(tmp_path / "catalogue" / "latest", "walks")
    assert (walk["site"], walk["title"]) == (SITE, "The Monks' Ebb")


def shown(command: str) -> tuple[list[str], str]:
    """A command that CONTRIBUTING shows, and what it prints there."""
    paper = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    typed, _, printed = paper.partition(f"$ waypost {command} ")[2].partition("```")[0].partition("\n")
    return [command, *typed.split()], printed


@pytest.mark.parametrize("command", ["new-site", "save-fixture"])
def test_what_contributing_shows_is_what_the_command_prints(
    finished: Checkout, site: Served, tmp_path: Path, command: str
) -> None:
    checkout = Checkout.copied(tmp_path) if command == "new-site" else finished
    arguments, printed = shown(command)
    done = checkout.run("waypost", *arguments, "--base-url", site)
    assert (done.stdout, done.stderr) == (printed, "")


REFUSED = {
    "a name that is taken": (["walkopedia", "{base}/"], 2, "nothing is overwritten"),
    "a page that is not there": (["shore", "{base}/log/1-Nowhere.html"], 2, "404"),
    "a page that robots.txt forbids": (["shore", "{base}/crew/moorings.html"], 2, "robots.txt"),
    "pages of two sites": (["shore", "{base}/", "http://other.example/"], 2, "one site"),
    "a public host without a contact": (["shore", "https://shore.example/"], 2, "WAYPOST_CONTACT"),
    "a site that does not answer": (["shore", "http://127.0.0.1:9/"], 4, "cannot be reached"),
    "a host of a site that is known": (["shore", "{page}"], 2, "a host of walkopedia"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_said_in_one_line_and_leaves_nothing(
    added: Added, site: Served, case: str
) -> None:
    arguments, status, words = REFUSED[case]
    page = FIXTURES / "site" / "pages" / "condor-terraces.html"
    before = added.checkout.files()
    done = added.checkout.run("waypost", "new-site", *(a.format(base=site, page=page) for a in arguments))
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert added.checkout.files() == before


def test_where_no_source_tree_is_one_line_says_so(site: Served, tmp_path: Path) -> None:
    installed = Checkout.copied(tmp_path, project=False)
    done = installed.run("waypost", "new-site", "shore", f"{site}/")
    assert done.returncode == 2
    assert "--into DIR" in done.stderr


def test_a_checkout_can_be_named(site: Served, added: Added, tmp_path: Path) -> None:
    other = Checkout.copied(tmp_path)
    before = added.checkout.files()
    done = added.checkout.run(
        "waypost", "new-site", "shore", f"{site}/log/17-Sula-Head-Round.html", "--into", tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert (other.root / "normalize" / "vocabulary" / "shore.toml").is_file()
    assert done.stdout.splitlines()[-1] == f"and crawl: waypost run shore --base-url {site}"
    assert added.checkout.files() == before


def test_when_one_file_cannot_be_written_none_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OSError, match="taken"):
        create({tmp_path / "new" / "words.toml": b"words", tmp_path / "taken" / "spider.py": b""})
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize("name", ["Skerry", "skerry-ways", "1st", "", "import", "a/b", "höh", "x" * 41])
def test_a_name_must_be_one_that_python_and_every_file_system_take(name: str, tmp_path: Path) -> None:
    with pytest.raises(Stop, match="small letters"):
        check_name(name, Tree(tmp_path))


def test_a_name_is_taken_whatever_its_letter_case(tmp_path: Path) -> None:
    (tmp_path / "tests" / "fixtures" / "Shore").mkdir(parents=True)
    with pytest.raises(Stop, match="there already"):
        check_name("shore", Tree(tmp_path))


def test_a_slip_in_the_words_is_one_line_that_names_the_file(tmp_path: Path) -> None:
    checkout = Checkout.copied(tmp_path)
    (checkout.root / VOCABULARY).write_text("[site]\nhosts = [\n", encoding="utf-8")
    done = checkout.run("waypost", "crawl", SITE, "--base-url", "http://127.0.0.1:9")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert f"{SITE}.toml is not TOML" in done.stderr


@pytest.mark.parametrize("broken", ["", "[site]\n", '[site]\nlanguage = "volapuk"\n'])
def test_a_vocabulary_must_name_a_language_that_is_known(broken: str) -> None:
    with (
        pytest.raises(
            VocabularyError, match=r"slipped\.toml: language in \[site\] is .*; there are: english"
        ),
        provisional("slipped", broken),
    ):
        pass


FORMS = json.loads((Path(__file__).parent / "address_forms.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FORMS, ids=lambda case: case["addresses"][0])
def test_addresses_of_walks_are_generalised(case: dict[str, Any]) -> None:
    found = forms(f"https://paths.example{address}" for address in case["addresses"])
    assert [asdict(form) for form in found] == case["forms"]
