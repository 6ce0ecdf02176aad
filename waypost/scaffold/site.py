"""The first draft of a site: its vocabulary, its spider and a fixture for each page that was given."""

from __future__ import annotations

import json
import keyword
import re
from collections import Counter
from importlib.resources import files as resources
from string import Template
from typing import TYPE_CHECKING

from normalize.addresses import Addresses
from normalize.pipeline import normalize
from normalize.quantities import Quantities
from normalize.vocabulary import provisional, sites
from waypost.scaffold import fixture
from waypost.scaffold.addresses import forms
from waypost.scaffold.candidates import Candidates, candidates
from waypost.scaffold.saving import called
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from normalize.page import Page
    from waypost.scaffold.addresses import Form
    from waypost.scaffold.candidates import Candidate
    from waypost.scaffold.home import Home
    from waypost.scaffold.tree import Tree

LONGEST_NAME = 40
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DRAFT = "new-site"
"""What a site is called while its words are looked for: no site's name has a dash."""


def check_name(name: str, tree: Tree) -> None:
    """Raise Stop when no site can be called ``name``, or one is."""
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME or keyword.iskeyword(name):
        raise Stop(
            f"no site can be called {name!r}; use small letters, digits and underscores, a letter first, "
            f"at most {LONGEST_NAME}"
        )
    if there := tree.taken(name):
        raise Stop(f"{tree.shown(there)} is there already; nothing is overwritten: choose another name")


def check_home(home: Home) -> None:
    """Raise Stop when a site that is known already has one of the hosts."""
    for site in sites():
        if shared := Addresses.of(site).hosts & set(home.hosts):
            raise Stop(f"{min(shared)} is a host of {site}; `waypost save-fixture` adds a page of that site")


def draft(name: str, home: Home, pages: Sequence[Page], language: str, tree: Tree) -> dict[Path, bytes]:
    """Every file of a new site, by its place; the draft is read before anything is written."""
    about = _about(name, home, language)
    addresses = [page.url for page in pages if page.url]
    drafted = _address_forms(forms(addresses))
    with provisional(_DRAFT, _vocabulary(about, drafted, Candidates((), ()), 1)):
        found = candidates(pages, Quantities.of(_DRAFT))
    vocabulary = _vocabulary(about, drafted, found, len(pages))
    spider = _template("spider").substitute(about)
    written = {tree.vocabulary(name): vocabulary.encode(), tree.spider(name): spider.encode()}
    with provisional(name, vocabulary):
        folders = _folders([called(name, page) for page in pages])
        for folder, page in zip(folders, pages, strict=True):
            written |= fixture.files(tree.fixture(name, folder), page, _record(name, page))
    return written


def _about(name: str, home: Home, language: str) -> dict[str, str]:
    title = home.hosts[0].removeprefix("www.")
    return {
        "name": name,
        "class_name": "".join(part.capitalize() for part in name.split("_")),
        "title": title,
        "quoted_title": _quoted(title),
        "language": _quoted(language),
        "language_bare": language,
        "home": _quoted(f"{home.address}/"),
        "hosts": f"[{', '.join(map(_quoted, home.hosts))}]",
    }


def _vocabulary(about: dict[str, str], addresses: str, found: Candidates, pages: int) -> str:
    return _template("vocabulary").substitute(
        about,
        addresses=addresses,
        counted="one page's address" if pages == 1 else f"{pages} pages' addresses",
        lines=_comment("Found: headings, and lines that stand on several pages", found.lines, pages),
        labels=_comment("Found: labels with what stands behind them", found.labels, pages),
    )


def _address_forms(drafted: Iterable[Form]) -> str:
    blocks = []
    for form in drafted:
        rows = ["[[addresses]]", 'kind = "walk"', f"path = {_pattern(form.path)}"]
        if form.query:
            pairs = (f"{_quoted(name)} = {_pattern(value)}" for name, value in form.query.items())
            rows.append(f"query = {{ {', '.join(pairs)} }}")
        if form.canonical:
            rows.append(
                f"canonical = {_pattern(form.canonical)}   # what else stands in the query is decoration"
            )
        blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks)


def _comment(head: str, found: Sequence[Candidate], pages: int) -> str:
    """Candidates as lines of a comment, or a word that there are none."""
    if not found:
        return f"# {head}: none.\n"
    return "\n".join([f"# {head}:", *(_shown(candidate, pages) for candidate in found), ""])


def _shown(candidate: Candidate, pages: int) -> str:
    parts = [f"#   {candidate.pages} of {pages}  {_quoted(candidate.words)}"]
    if candidate.samples:
        parts.append(" | ".join(_one_line(sample) for sample in candidate.samples))
    return "   ".join([*parts, *([f"({candidate.guess})"] if candidate.guess else [])])


def _record(site: str, page: Page) -> dict[str, object]:
    """What is read today; nearly always nothing, for the labels are not sorted yet."""
    reading = normalize(page, site=site)
    return fixture.told(reading) if reading.walk else fixture.to_be_filled(reading.url or page.url)


def _folders(names: Sequence[str]) -> Iterator[str]:
    """The names, a number behind those that were there before."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"


def _template(name: str) -> Template:
    return Template((resources(__package__) / "templates" / f"{name}.txt").read_text(encoding="utf-8"))


def _pattern(text: str) -> str:
    """A pattern as TOML: bare where it can be, so that no backslash is doubled."""
    return f"'{text}'" if "'" not in text and text.isprintable() else _quoted(text)


def _quoted(text: str) -> str:
    """A string of TOML; what JSON escapes, TOML does too."""
    return json.dumps(_one_line(text), ensure_ascii=False)


def _one_line(text: str) -> str:
    return "".join(character for character in text if character.isprintable())
