"""A site's addresses: one spelling for each, what each leads to, and what it tells of a walk.

A page is linked over ``http`` and ``https``, with and without ``www.``, a trailing slash, tracking parameters
or a mirror's host. All are compared by the canonical address, which is always on the site's own home.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from normalize.urls import (
    MAX_URL,
    Origin,
    origin,
    query_pairs,
    respelled_path,
    respelled_query,
    split_url,
    text_of,
    words,
)
from normalize.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from urllib.parse import SplitResult

_HYPHENS = re.compile(r"[-\s_]+")
_NAMING = re.compile(r"[a-z_]{0,20}(?:name|title)", re.IGNORECASE)  # parameters that say a name
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """What an address says of its walk; each part is None where it does not say it.

    ``path`` is the folded generation-3 path (``peru/lares-trek``), the same however the address was spelled;
    ``site_id`` the site's own number without leading zeros. These two identify. ``country`` and ``name`` are
    the address's words; a ``name`` beside a number (``WalkName``) is decoration, and may be any walk's.
    """

    path: str | None = None
    site_id: str | None = None
    country: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """One ``[[addresses]]`` entry: how such an address looks, and how it is written where that is said."""

    kind: str
    path: re.Pattern[str]
    query: Mapping[str, re.Pattern[str]]
    canonical: str | None

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> _Rule:
        canonical = entry.get("canonical")
        flags = re.ASCII | re.IGNORECASE
        query = {name.lower(): re.compile(value, flags) for name, value in entry.get("query", {}).items()}
        return cls(entry["kind"], re.compile(entry["path"], flags), query, canonical)

    def match(self, path: str, pairs: Sequence[tuple[bytes, bytes]]) -> dict[str, str] | None:
        """What the address tells, by the names in the rule; None where it is not such an address."""
        whole = self.path.fullmatch(path)
        if not whole:
            return None
        told = whole.groupdict()
        for name, pattern in self.query.items():
            values = (value for key, value in pairs if key.decode("latin-1").lower() == name)
            found = pattern.fullmatch(next(values, b"").decode("latin-1").strip())
            if not found:
                return None
            told |= found.groupdict()
        if self.canonical and (name := _decoration(pairs)):
            told["name"] = name
        return told


@dataclass(frozen=True, slots=True)
class _Found:
    """A site's address, recognised."""

    canonical: str
    kind: str
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Addresses:
    """The addresses of one site. No method raises, whatever the string."""

    home: str
    hosts: frozenset[str]
    default_documents: frozenset[str]
    _rules: tuple[_Rule, ...] = field(repr=False)

    @staticmethod
    @cache
    def of(site: str) -> Addresses:
        """The addresses of the site of that name, from its vocabulary; LookupError where there is none."""
        vocabulary = table(site)
        about = vocabulary["site"]
        return Addresses(
            home=about["home"].rstrip("/"),
            hosts=frozenset(about["hosts"]),
            default_documents=frozenset(about.get("default_documents", ())),
            _rules=tuple(_Rule.of(entry) for entry in vocabulary.get("addresses", ())),
        )

    def canonical(self, url: str, base_url: str | None = None) -> str | None:
        """The one spelling of the site's address; None for another host or no address at all.

        ``base_url`` is a mirror: its addresses count as the site's.

        >>> site = Addresses.of("walkopedia")
        >>> site.canonical("http://walkopedia.net/best-world-walks/Peru/Lares-Trek/?utm_source=x#top")
        'https://www.walkopedia.net/best-world-walks/Peru/Lares-Trek'
        >>> site.canonical("http://127.0.0.1:8031/Walks/Display-Walk.asp?walkid=007", "http://127.0.0.1:8031")
        'https://www.walkopedia.net/walks/display-walk.asp?WalkID=7'

        """
        found = _find(self, url, base_url)
        return found.canonical if found else None

    def classify(self, url: str, base_url: str | None = None) -> str:
        """What the address leads to: walk, index, image, other; foreign where it is not the site's."""
        found = _find(self, url, base_url)
        return found.kind if found else "foreign"

    def identity(self, url: str, base_url: str | None = None) -> Identity:
        """What the address says of its walk.

        >>> Addresses.of("walkopedia").identity("https://walkopedia.net/best-world-walks/Peru/Lares-Trek")
        Identity(path='peru/lares-trek', site_id=None, country='Peru', name='Lares Trek')
        >>> Addresses.of("walkopedia").identity(
        ...     "http://walkopedia.net/walks/display-walk.asp?WalkID=7&WalkName=Lares+Trek"
        ... )
        Identity(path=None, site_id='7', country=None, name='Lares Trek')

        """
        found = _find(self, url, base_url)
        if not found:
            return Identity()
        country, walk = found.told.get("country"), found.told.get("walk")
        folded = [_folded(words(part)) for part in (country, walk) if part]
        return Identity(
            path="/".join(folded) if len(folded) == 2 and all(folded) else None,
            site_id=found.told.get("site_id"),
            country=_spoken(country),
            name=_spoken(walk) or found.told.get("name"),
        )

    def mirrored(self, url: str, base_url: str) -> str | None:
        """The site's address as it is asked on the mirror, path and query as written; None for another host.

        >>> Addresses.of("walkopedia").mirrored("http://walkopedia.net/x.asp?a=1#b", "http://127.0.0.1:8031")
        'http://127.0.0.1:8031/x.asp?a=1'

        """
        parts = split_url(url) if _mirror(base_url) else None
        path = self._path(parts, base_url) if parts else None
        if parts is None or path is None:
            return None
        query = f"?{parts.query}" if parts.query else ""
        return f"{base_url.rstrip('/')}{path or '/'}{query}"

    def _path(self, parts: SplitResult, base_url: str | None) -> str | None:
        """The path on the site, as written; None where the URL is neither the site's nor the mirror's."""
        where = origin(parts)
        if where is None:
            return None
        mirror = _mirror(base_url) if base_url else None
        if mirror and where == mirror[0]:
            below = parts.path.removeprefix(mirror[1])
            if parts.path.startswith(mirror[1]) and below[:1] in ("", "/"):
                return below
        return parts.path if where[1] in self.hosts and where[2] in (80, 443) else None


@lru_cache(maxsize=64)
def _mirror(base_url: str) -> tuple[Origin, str] | None:
    """Origin and path prefix of a mirror."""
    parts = split_url(base_url)
    where = origin(parts) if parts else None
    return (where, parts.path.rstrip("/")) if parts and where else None


@lru_cache(maxsize=8192)  # a site's menu stands on every page
def _recognised(site: Addresses, url: str, base_url: str | None) -> _Found | None:
    parts = split_url(url)
    path = site._path(parts, base_url) if parts else None
    if parts is None or path is None:
        return None
    path, pairs = respelled_path(path, site.default_documents), query_pairs(parts.query)
    for rule in site._rules:
        told = rule.match(path, pairs)
        if told is not None:
            written = rule.canonical.format(**told) if rule.canonical else path + respelled_query(pairs)
            return _Found(site.home + written, rule.kind, told)
    return _Found(site.home + path + respelled_query(pairs), "other", {})


def _find(site: Addresses, url: str, base_url: str | None) -> _Found | None:
    # the cache must never hold a string of a megabyte
    return _recognised(site, url, base_url) if len(url) <= MAX_URL else None


def _decoration(pairs: Sequence[tuple[bytes, bytes]]) -> str:
    """The name that a parameter of a numbered address says, "" where none does."""
    values = (value for key, value in pairs if _NAMING.fullmatch(key.decode("latin-1")))
    name = " ".join(text_of(next(values, b"")).split())
    return name if name.isprintable() and len(name) <= _LONGEST_NAME else ""


def _spoken(segment: str | None) -> str | None:
    return (" ".join(words(segment).replace("-", " ").split()) or None) if segment else None


def _folded(text: str) -> str:
    """Lower case, no accent, no punctuation, words parted by one hyphen."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _HYPHENS.sub("-", "".join(c for c in plain if c.isalnum() or c in "-_ \t\u00a0")).strip("-")
