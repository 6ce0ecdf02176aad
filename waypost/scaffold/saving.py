"""Pages to fixtures: whose page it is, what it is called, and the record that is read from it today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.addresses import Addresses
from normalize.pipeline import normalize
from waypost.scaffold import fixture
from waypost.scaffold.home import Home, is_url
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.page import Page
    from normalize.walk import Reading
    from waypost.scaffold.tree import Tree


@dataclass(frozen=True, slots=True)
class Said:
    """What the user said of the pages; None where nothing was."""

    site: str | None = None
    name: str | None = None
    outcome: str | None = None
    mirror: str | None = None


def saved(pages: Iterable[tuple[str, Page]], tree: Tree, said: Said, *, force: bool) -> dict[Path, bytes]:
    """The files of a fixture for each page, given with the place that it was taken from.

    Raises Stop where a page is not what it is said to be, or stands in the place of another.
    """
    written: dict[Path, bytes] = {}
    for place, page in pages:
        old = _saved_before(place, tree)
        wanted = replace(said, site=said.site or old.site, name=said.name or old.name)
        page, reading = _read(place, page, wanted)
        site = wanted.site or reading.site or ""
        folder = tree.fixture(site, wanted.name or called(site, page))
        if folder / fixture.PAGE in written:
            raise Stop(f"{place}: {folder.name} is given twice; save one of them with --name")
        if folder.exists() and not force:
            raise Stop(
                f"{tree.shown(folder)} is there already; --force overwrites it, --name says another name"
            )
        written |= fixture.files(folder, page, _record(place, reading, said.outcome))
    return written


def called(site: str, page: Page) -> str:
    """The name of a page's fixture: the walk's in its address, else its number there, else the file's."""
    identity = Addresses.of(site).identity(page.url or "")
    file = Path(page.url or page.archive_file or "").stem
    return fixture.name_of(identity.name or identity.site_id or file)


def _saved_before(place: str, tree: Tree) -> Said:
    """Of a fixture's own page its site and name; it is read again under them."""
    folder = Path(place).absolute().parent
    if is_url(place) or Path(place).name != fixture.PAGE or folder.parent.parent != tree.fixtures:
        return Said()
    return Said(folder.parent.name, folder.name)


def _read(place: str, page: Page, wanted: Said) -> tuple[Page, Reading]:
    """The page under its site's own address, and what is read from it."""
    reading = normalize(page, site=wanted.site)
    site = wanted.site or reading.site
    if site is None:
        raise Stop(f"{place}: {reading.reason}; --site says whose page it is")
    addresses = Addresses.of(site)
    if page.url and addresses.canonical(page.url) is None and is_url(page.url):
        mirror = wanted.mirror or Home.of(page.url).address
        page = replace(page, url=addresses.canonical(page.url, mirror) or page.url)
        reading = normalize(page, site=site)
    return page, reading


def _record(place: str, reading: Reading, outcome: str | None) -> dict[str, object]:
    if outcome is None and reading.walk is None:
        reason = f" ({reading.reason})" if reading.reason else ""
        raise Stop(
            f"{place}: no walk is read from it, but {reading.outcome}{reason}; --outcome says what it is"
        )
    if outcome in (None, reading.outcome):
        return fixture.told(reading)
    return fixture.to_be_filled(reading.url) if outcome == "walk" else {"outcome": outcome}
