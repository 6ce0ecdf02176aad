"""Saved pages and the records that they should give: how they are written, found and compared.

A fixture is a folder ``tests/fixtures/<site>/<name>`` of three files: ``page.html``, the page's bytes as
served; ``page.json``, its address and ``Content-Type``; ``expected.json``, the record, and whether a person
has reviewed it. A site that waypost has no vocabulary of has ``vocabulary.toml`` beside its fixtures.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from normalize.page import Page
from normalize.walk import Reading, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE, ABOUT, EXPECTED, VOCABULARY = "page.html", "page.json", "expected.json", "vocabulary.toml"
REVIEWED = "reviewed"

_NOT_FOR_A_READER = {"site", "content_sha256", "evidence", "checks", "warnings", "statistics", "links"}
FIELDS = tuple(f.name for f in fields(Walk) if f.name not in _NOT_FOR_A_READER)
"""What a person can know from the page: the fields of an expected record."""

_REPAIR = ("field", "before", "after", "kind")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Fixture:
    """One saved page."""

    folder: Path
    page: Page
    expected: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Fixture:
        """The fixture in a folder; raises OSError or ValueError where a file of it is missing or broken."""
        return cls(folder, read_page(folder), json.loads((folder / EXPECTED).read_text(encoding="utf-8")))

    @property
    def site(self) -> str:
        """The site whose page it is."""
        return self.folder.parent.name

    @property
    def reviewed(self) -> bool:
        """Whether a person has held the record against the page."""
        return self.expected.get(REVIEWED) is True

    @property
    def record(self) -> dict[str, Any]:
        """The record without the mark of its review."""
        return {name: value for name, value in self.expected.items() if name != REVIEWED}


def fixtures(root: Path) -> Iterator[Fixture]:
    """Every fixture below ``tests/fixtures``, by site and name."""
    for about in sorted(root.glob(f"*/*/{ABOUT}")):
        yield Fixture.read(about.parent)


def read_page(folder: Path) -> Page:
    """The page of a fixture, as it came."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    body = (folder / PAGE).read_bytes()
    return Page(body, url=about["url"], content_type=about["content_type"])


def files(folder: Path, page: Page, record: dict[str, Any]) -> dict[Path, bytes]:
    """What a fixture is written as; its record is still to be reviewed."""
    about = {"url": page.url, "content_type": page.content_type}
    return {
        folder / PAGE: page.body,
        folder / ABOUT: _json(about),
        folder / EXPECTED: _json({REVIEWED: False, **record}),
    }


def told(reading: Reading) -> dict[str, Any]:
    """What a reading tells, as an expected record says it: the outcome, and the fields of a walk."""
    if reading.walk is None:
        return {"outcome": reading.outcome}
    record = json.loads(json.dumps(reading.walk.as_record()))
    record["credits"] = [credit for credit in record["credits"] if credit["role"] != "photo"]
    record["repairs"] = [{key: repair[key] for key in _REPAIR} for repair in record["repairs"]]
    return {"outcome": reading.outcome} | {name: record[name] for name in FIELDS}


def to_be_filled(url: str | None) -> dict[str, Any]:
    """The record of a walk that nothing reads yet: every field is there to be filled in from the page."""
    return {"outcome": "walk"} | dict.fromkeys(FIELDS) | {"url": url}


def name_of(words: str) -> str:
    """A folder's name made of a walk's.

    >>> name_of("The Monks' Ebb"), name_of("Kring Høgdehaug & Ås"), name_of("?")
    ('the-monks-ebb', 'kring-hogdehaug-as', 'page')
    """
    plain = unicodedata.normalize("NFKD", words.lower().replace("'", "").replace("ø", "o"))
    ascii_ = "".join(c for c in plain if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", ascii_))[:_LONGEST_NAME].strip("-") or "page"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
