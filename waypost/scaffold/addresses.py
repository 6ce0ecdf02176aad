"""What the addresses of a few walks have in common: the first draft of a site's address forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from normalize.places import is_country
from normalize.urls import respelled_path, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = r"0*(?P<site_id>\d{1,9})"
_COUNTRY = "(?P<country>[^/]+)"
_NAMED = re.compile(r"\d{1,9}[-_](?=[^\d])")


@dataclass(frozen=True, slots=True)
class Form:
    """One form that addresses of walks have: patterns of the path and of each parameter that matters.

    ``canonical`` is how such an address is written without its decoration, where that can be known.
    """

    path: str
    query: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None


def forms(urls: Iterable[str]) -> list[Form]:
    r"""The forms of given addresses of walks, one for each shape (folders, parameters) among them.

    What differs is taken for the walk's number or name; of one address alone, its last part.

    >>> forms(["https://x.example/log/17-Sula-Head.html", "https://x.example/log/208-Holm.html"])[0].path
    '/log/(?P<site_id>\\d{1,9})[-_](?P<walk>[^/]+)\\.html'
    >>> forms(["https://x.example/walk.asp?id=7&name=Holm"])[0].canonical
    '/walk.asp?id={site_id}'

    """
    shapes: dict[tuple[int, tuple[str, ...]], list[_Address]] = {}
    for address in map(_Address.of, dict.fromkeys(urls)):
        shapes.setdefault(address.shape, []).append(address)
    return [_form(alike) for alike in shapes.values()]


@dataclass(frozen=True, slots=True)
class _Address:
    segments: tuple[str, ...]
    query: dict[str, str]

    @classmethod
    def of(cls, url: str) -> _Address:
        parts = urlsplit(url)
        segments = tuple(segment for segment in respelled_path(parts.path, frozenset()).split("/") if segment)
        return cls(segments, dict(parse_qsl(parts.query)))

    @property
    def shape(self) -> tuple[int, tuple[str, ...]]:
        return len(self.segments), tuple(sorted(n for n, value in self.query.items() if value.isdecimal()))


def _form(alike: Sequence[_Address]) -> Form:
    number = _numbered(alike)
    columns = list(zip(*(address.segments for address in alike), strict=True))
    varying = [n for n, values in enumerate(columns) if len(set(values)) > 1]
    if not varying and number is None and columns:
        varying = [len(columns) - 1]
    path = "".join(f"/{_segment(values, n, varying)}" for n, values in enumerate(columns)) or "/"
    before, named, after = path.partition(_COUNTRY)
    path = before + named + after.replace(_COUNTRY, "[^/]+")
    if number is None:
        return Form(path)
    path = path.replace(_NUMBER, r"\d{1,9}").replace("(?P<site_id>", "(?:")
    written = "/" + "/".join(alike[0].segments)
    fixed = path == _literal(written)
    return Form(path, {number: _NUMBER}, f"{written}?{number}={{site_id}}" if fixed else None)


def _numbered(alike: Sequence[_Address]) -> str | None:
    """The parameter that holds a number, a different one for each address."""
    names = alike[0].shape[1]
    return next((n for n in names if len({address.query[n] for address in alike}) == len(alike)), None)


def _segment(values: Sequence[str], place: int, varying: Sequence[int]) -> str:
    """The pattern of one folder or file: a country's, the walk's (the last that varies), or as it stands."""
    if place not in varying[-1:] and all(is_country(words(value).replace("-", " ")) for value in values):
        return _COUNTRY
    if place not in varying:
        return _literal(values[0])
    if place != varying[-1]:
        return _COUNTRY if len(varying) == 2 else "[^/]+"
    ends = {value.rpartition(".")[2] for value in values if "." in value}
    tail = f".{ends.pop()}" if len(ends) == 1 and all("." in value for value in values) else ""
    return _varying([value.removesuffix(tail) for value in values]) + _literal(tail)


def _varying(values: Sequence[str]) -> str:
    heads = {value.rstrip("0123456789") for value in values}
    if len(heads) == 1 and all(value[-1:].isdecimal() for value in values):
        return _literal(heads.pop()) + _NUMBER
    if all(_NAMED.match(value) for value in values):
        return r"(?P<site_id>\d{1,9})[-_](?P<walk>[^/]+)"
    return "(?P<walk>[^/]+)"


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\-", "-")
