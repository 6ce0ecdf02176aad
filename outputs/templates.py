"""The templates of a site: which skeletons its walks' pages have, since when, and which were never seen.

A skeleton is the sequence of blocks and labels on a page (`normalize` hashes it); pages of one template that
lack a label have a skeleton of their own. Each is named by a letter when it is first recorded, and keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from outputs.encoding import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from outputs.values import Row

FEW = 3
"""Pages below which a skeleton is a page's own, and no template."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Template:
    """One skeleton: its letter, since when it was seen, on how many pages, and one of them.

    ``known_pages`` counts those of its pages whose walk was published before.
    """

    name: str
    skeleton: str
    since: datetime | None
    pages: int
    known_pages: int
    example: str | None

    def told(self) -> str:
        """The template in words for a person."""
        pages = f"{self.pages} page{'' if self.pages == 1 else 's'}"
        since = f" since {self.since.day} {self.since:%B %Y}" if self.since else ""
        return f"template {self.name} seen on {pages}{since}, for example {self.example or 'a bare file'}"

    def as_row(self) -> Row:
        """The template as manifests and run records have it."""
        return {
            "name": self.name,
            "skeleton": self.skeleton,
            "since": stamp(self.since) if self.since else None,
            "pages": self.pages,
            "example": self.example,
        }


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates seen now, those with most pages first; ``recorded`` are those of the snapshot before.

    ``comparable`` says that the skeletons before were told by the same rules.
    """

    seen: tuple[Template, ...] = ()
    recorded: Mapping[str, Row] = field(default_factory=dict)
    comparable: bool = True

    @classmethod
    def of(
        cls, pages: Iterable[Row], last: Row | None, held: Row | None, published: set[str], rules: str
    ) -> Templates:
        """The templates of the pages that belong to walks.

        Args:
            pages: rows of ``pages``.
            last: the manifest of the snapshot before.
            held: that of the snapshot held back since, which says since when what is still new is seen.
            published: the walks published before.
            rules: the version that the pages are read by.

        """
        by_skeleton: dict[str, list[Row]] = defaultdict(list)
        for page in pages:
            if page["walk_id"] and page["skeleton"]:
                by_skeleton[page["skeleton"]].append(page)
        recorded = _recorded(last)
        noted = _recorded(held) | recorded
        most_first = sorted(by_skeleton, key=lambda s: (-len(by_skeleton[s]), s))
        names = {skeleton: row["name"] for skeleton, row in noted.items()}
        for skeleton in most_first:
            names.setdefault(skeleton, letter(len(names)))
        seen = (_template(names[s], s, by_skeleton[s], noted.get(s), published) for s in most_first)
        return cls(tuple(seen), recorded, last is not None and last["versions"]["rules"] == rules)

    @property
    def unknown(self) -> tuple[Template, ...]:
        """Those never recorded before; none where there is nothing to tell them by."""
        if not (self.recorded and self.comparable):
            return ()
        return tuple(t for t in self.seen if t.skeleton not in self.recorded)

    @property
    def alarming(self) -> tuple[Template, ...]:
        """Those never recorded that several pages have whose walks were published before."""
        return tuple(t for t in self.unknown if t.known_pages >= FEW)

    @property
    def known_pages(self) -> int:
        """The pages of walks that were published before."""
        return sum(template.known_pages for template in self.seen)

    def report(self) -> list[Row]:
        """The templates of several pages, and those never seen before, as a run's record has them."""
        new = {t.skeleton for t in self.unknown}
        told = (t for t in self.seen if t.pages >= FEW or t.skeleton in new)
        return [t.as_row() | {"new": t.skeleton in new} for t in told]

    def rows(self) -> list[Row]:
        """All templates that these rules ever met, in the order of their names, as a manifest has them."""
        now = {t.skeleton: t.as_row() for t in self.seen}
        past = {s: row | {"pages": 0} for s, row in self.recorded.items() if self.comparable}
        return sorted((past | now).values(), key=lambda row: (len(row["name"]), row["name"]))


def _template(name: str, skeleton: str, pages: list[Row], before: Row | None, walks: set[str]) -> Template:
    times = [page["fetched_at"] for page in pages if page["fetched_at"]]
    if before and before["since"]:
        times.append(datetime.fromisoformat(before["since"]))
    return Template(
        name=name,
        skeleton=skeleton,
        since=min(times, default=None),
        pages=len(pages),
        known_pages=sum(page["walk_id"] in walks for page in pages),
        example=min((page["url"] for page in pages if page["url"]), default=None),
    )


def _recorded(manifest: Row | None) -> dict[str, Row]:
    return {row["skeleton"]: row for row in (manifest or {}).get("templates", [])}


def letter(number: int) -> str:
    """The name of the template recorded after so many others.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')

    """
    name = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(ALPHABET))
        name = ALPHABET[place] + name
    return name
