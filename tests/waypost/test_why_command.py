"""``waypost why`` shows the words behind a value and each step, or says what may have been meant."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.conftest import run_waypost
from waypost.cli.why import why
from waypost.verdict import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Waypost

PAGE = """<html><head><title>Heron Ridge - Walkopedia</title>
<link rel="canonical" href="https://www.walkopedia.net/best-world-walks/Peru/Heron-Ridge"></head><body>
<h1>Heron Ridge</h1>
<p><img src="/assets/walkimages/7/tarn.jpg"> The tarn - &copy; Nell Corrie 2009</p>
<h2>Key information: Heron Ridge</h2>
<ul><li>A circuit of <a href="/best-world-walks/Peru">Peru</a>.</li><li>Don?t miss the herons.</li></ul>
<h2>Walkopedia rating (Top 100)</h2>
<ul><li>Walkopedia rating80</li><li>Beauty30</li><li>Natural interest15</li><li>Human interest10</li>
<li>Charisma29</li><li>Negative points4</li><li>Total rating80</li><li>Note:</li></ul>
<h2>Vital Statistics</h2>
<ul><li>Length: 25 miles</li><li>3 days</li><li>Maximum Altitude: 1,200m</li></ul>
<p>The way climbs from the old mill to the ridge, where the herons of Peru?s coast spend the summer.</p>
<p>It doesn?t stay there long ? the wood is near, and the mill beyond it.</p>
<p>Other accounts: share your experiences</p>
<p>All material on this website is &copy; Walkopedia Ltd 2008 - 2015, unless specified otherwise.</p>
</body></html>"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("why")
    page = folder / "heron.html"
    page.write_text(PAGE, encoding="utf-8")
    done = run_waypost("normalize", page, "--data", folder / "data")
    assert done.returncode == 0, done.stderr
    return folder / "data"


def asked(workspace: Path, *arguments: str) -> Result:
    """What ``waypost why ARGUMENTS…`` prints, run in this process."""
    return CliRunner().invoke(why, [*arguments, "--data", str(workspace)])


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("max_altitude_m", ["max_altitude_m = 1200", "Maximum Altitude: «1,200m»", "read as max_altitude"]),
        ("length_km_min", ["= 40.2336", "Length: «25 miles»", "read as length: 40.2336 km, converted"]),
        ("key_information[1]", ["\"Don't miss the herons.\"", "«Don?t miss", "apostrophe: ? → '"]),
        ("narrative#2", ["doesn't stay there long –", "dash: ? → –", "long – the wood"]),
        ("photos[0].caption", ["= 'The tarn'", "«The tarn» - © Nell Corrie"]),
        ("photos[0].credit_year", ["= 2009", "read as year: 2009"]),
        ("photos[0].url", ["walkimages/7/tarn.jpg"]),
        ("rating_adds_up", ["= true", "computed: 30 + 15 + 10 + 29 - 4 = 80; total 80"]),
        ("country", ["= 'Peru'", "from the address https://www.walkopedia.net/best-world-walks/Peru/Heron"]),
        ("country_code", ["= 'PE'", "'Peru' stands for PE in ISO 3166-1"]),
        ("top_100", ["= true", "Walkopedia rating (Top 100)"]),
        ("members_only", ["= false", "no section for members on the page"]),
        ("links[0].kind", ["= 'country'", "the address as written: /best-world-walks/Peru", "«Peru»"]),
        ("copyright_holder", ["= 'Walkopedia Ltd'", "«Walkopedia Ltd»"]),
        ("difficulty", ["= none", "the page states none"]),
        ("walk_id", ["walkopedia:peru/heron-ridge", "minted"]),
    ],
)  # fmt: skip
def test_it_shows_value_words_and_steps(workspace: Path, field: str, shown: list[str]) -> None:
    told = asked(workspace, "Heron Ridge", field).output
    for words in shown:
        assert words in told, told


def test_the_command_prints_to_stdout_and_is_done(workspace: Path, waypost: Waypost) -> None:
    done = waypost("why", "Heron Ridge", "title", "--data", workspace)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Heron Ridge · title = 'Heron Ridge'")


def test_a_paragraph_tells_of_its_own_repairs_alone(workspace: Path) -> None:
    assert asked(workspace, "Heron Ridge", "narrative#1").output.count("repair ") == 1


@pytest.mark.parametrize(
    "walk",
    [
        "Heron Ridge",
        "heron ridge",
        "peru/heron-ridge",
        "walkopedia:peru/heron-ridge",
        "http://walkopedia.net/best-world-walks/Peru/Heron-Ridge/",
    ],
)
def test_a_walk_may_be_called_by_title_key_id_or_address(workspace: Path, walk: str) -> None:
    assert "Heron Ridge · title" in asked(workspace, walk, "title").output


@pytest.mark.parametrize(
    ("walk", "field", "said"),
    [
        ("Heron Ridge", "max_altitud", "did you mean max_altitude_m"),
        ("Heron Ridge", "lenght_km", "did you mean length_km"),
        ("Heron Ridge", "key_information[7]", "key_information has 2, from key_information[0] on"),
        ("Heron Ridge", "narrative#9", "narrative has 2, from narrative#1 on"),
        ("Heron Ridge", "zzz", "docs/data-dictionary.md"),
        ("Herron Ridge", "title", "did you mean 'Heron Ridge'"),
        ("zzz", "title", "give its walk_id or its title"),
    ],
)
def test_a_name_that_is_none_is_refused_with_the_nearest(
    workspace: Path, walk: str, field: str, said: str
) -> None:
    refused = asked(workspace, walk, field)
    assert isinstance(refused.exception, Stop)
    assert said in str(refused.exception)


def test_a_refusal_is_one_line_on_stderr_and_status_2(workspace: Path, waypost: Waypost) -> None:
    done = waypost("why", "Heron Ridge", "max_altitud", "--data", workspace)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_json_is_the_rows_of_evidence(workspace: Path) -> None:
    (row,) = map(json.loads, asked(workspace, "Heron Ridge", "max_altitude_m", "--json").output.splitlines())
    assert (row["field"], row["as_decoded"], row["archive_file"]) == (
        "max_altitude_m",
        "1,200m",
        "heron.html",
    )


def test_json_of_a_null_says_so(workspace: Path) -> None:
    (row,) = map(json.loads, asked(workspace, "Heron Ridge", "difficulty", "--json").output.splitlines())
    assert (row["value"], row["told"]) == (None, "the page states none")


def test_without_a_field_it_shows_every_column_that_the_page_states(workspace: Path) -> None:
    shown = asked(workspace, "Heron Ridge").output
    for column in ("title", "country", "rating_beauty", "narrative", "photos", "links", "copyright_notice"):
        assert f"Heron Ridge · {column} = " in shown
