"""Reading a catalogue: ``open_catalogue("data").walks`` is a pandas frame of the newest snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from normalize.addresses import Addresses
from normalize.vocabulary import sites
from outputs.claims import fold
from outputs.explanation import PLACE, explain, is_of, nearest
from outputs.schema import TABLES
from outputs.shelf import LINK, SNAPSHOTS, Shelf, made_at
from outputs.stored import StoredSnapshot
from outputs.stores import CatalogueUnusable, store_at
from outputs.stores.store import WHOLE
from outputs.tags import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from outputs.explanation import Explanation
    from outputs.rows import Record
    from outputs.values import Row

ANY_TIME = time.max


@dataclass(frozen=True)
class Catalogue:
    """One snapshot, and the way to the others; nothing is read before it is asked for.

    ``snapshots`` are the published ones from the first to the latest, by name.

    >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
    >>> c.snapshots
    ['20261116T084000Z']
    >>> c.walks.loc[0, ["title", "rating_total"]].to_dict()
    {'title': 'Renamed', 'rating_total': 93.0}
    """

    snapshot: StoredSnapshot
    shelf: Shelf = field(repr=False)

    @cached_property
    def published(self) -> tuple[StoredSnapshot, ...]:
        """All snapshots that are there, oldest first; one that belongs to no catalogue is alone."""
        known = tuple(self.shelf.published())
        return known if self.snapshot.name in {s.name for s in known} else (self.snapshot,)

    @property
    def snapshots(self) -> list[str]:
        """Names of all published snapshots, oldest first."""
        return [s.name for s in self.published]

    @property
    def tags(self) -> dict[str, str]:
        """The snapshot behind each tag."""
        return read_tags(self.shelf.store)

    @property
    def walks(self) -> pd.DataFrame:
        """The walks as a pandas frame.

        >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
        >>> c.walks.groupby("country", dropna=False).size().to_dict()
        {'Peru': 2, <NA>: 2}
        """
        return self.pandas("walks")

    def table(self, name: str) -> pa.Table:
        """A table as Arrow; raises KeyError, naming the tables there are, when there is none of that name.

        >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
        >>> c.table("links").to_pylist()[0]["url"]
        'https://guide.example/'
        """
        return self.snapshot.arrow(name)

    def pandas(self, name: str) -> pd.DataFrame:
        """A table as a pandas frame, its columns kept in Arrow so that whole numbers stay whole.

        >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
        >>> c.pandas("photos").dtypes[["position", "credit_year"]].astype(str).to_list()
        ['int64[pyarrow]', 'int64[pyarrow]']
        """
        import pandas as pd

        return self.table(name).to_pandas(types_mapper=pd.ArrowDtype)

    def at(self, when: str | date | datetime) -> Catalogue:
        """The catalogue as it stood at a time; of a day, at its end (UTC). A snapshot's name or tag does too.

        So does ``latest``, and a name as ``latest.json`` has it: ``snapshots/20261116T084000Z``. Raises
        LookupError when nothing was published by then.

        >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
        >>> c.at("2026-12-24").snapshot.name
        '20261116T084000Z'
        """
        named = {*self.snapshots, *self.tags, *self.shelf.pruned}
        if isinstance(when, str) and self._own(when) in named:
            return Catalogue(self._named(when), self.shelf)
        moment = _moment(when)
        by_then = [s for s in self.published if made_at(s.name) <= moment]
        if not by_then:
            raise LookupError(
                f"nothing was published by {when}; the snapshots are: {', '.join(self.snapshots)}"
            )
        return Catalogue(by_then[-1], self.shelf)

    def diff(self, a: str | None = None, b: str | None = None) -> pa.Table:
        """The rows of ``changes`` that lead from snapshot ``a`` to snapshot ``b``, feed after feed.

        By default ``b`` is this snapshot and ``a`` the one before it. Raises LookupError for a name that is
        none, and when ``a`` is newer than ``b``.

        >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
        >>> c.diff().num_rows
        0
        """
        names = self.snapshots
        last = names.index(self._named(b or self.snapshot.name).name)
        first = names.index(self._named(a).name) if a else max(last - 1, 0)
        if first > last:
            raise LookupError(f"{a} is newer than {b or self.snapshot.name}; give the older one first")
        self._must_be_unbroken(names[first], names[last])
        feeds = [s.arrow("changes") for s in self.published[first + 1 : last + 1]]
        return pa.concat_tables(feeds) if feeds else TABLES["changes"].empty_table()

    def _must_be_unbroken(self, old: str, new: str) -> None:
        """Raise LookupError where a snapshot between two was pruned: its changes are in no feed any more."""
        line = self.shelf.lineage
        between = line[line.index(old) : line.index(new)] if {old, new} <= set(line) else []
        gone = [name for name in between if name in self.shelf.pruned]
        if gone:
            were = f"{', '.join(gone)} {'was' if len(gone) == 1 else 'were'} pruned"
            raise LookupError(
                f"the changes from {old} to {new} cannot be followed: {were} ({self._pruned_on(gone[-1])}); "
                f"read {new} as a whole, and follow from there"
            )

    def _pruned_on(self, name: str) -> str:
        return str(self.shelf.pruned[name]["pruned_at"])[: len("2026-11-22")]

    def why(self, walk: str, field: str | None = None) -> list[Row]:
        """The evidence behind a walk's values, or those of one field.

        ``walk`` is a walk_id, its key without the site, or the walk's title. Raises LookupError when none or
        several are meant, and for a field that is none.

        >>> c = open_catalogue("tests/fixtures/schema/1.0.1")
        >>> c.why("sentier cotier", "narrative")[0]["as_decoded"]
        'Peru?s valleys.'
        """
        walk_id = self.find(walk)
        rows = self.snapshot.table("evidence").rows(walk_id)
        found = [row for row in rows if field is None or is_of(row["field"], field)]
        if field and not found:
            self.explain(walk_id, field)  # refuses what is no field; what the page does not state has no rows
        return found

    def explain(self, walk: str, field: str) -> Explanation:
        """What stands behind one field of a walk: its value, evidence, repairs and checks.

        ``field`` is a column or a place in one: ``title``, ``key_information[0]``, ``photos[2].caption``.
        Raises LookupError, naming near ones, where there is no such walk or field.
        """
        return explain(self._record(walk), field)

    def explanations(self, walk: str, field: str | None = None) -> Iterator[Explanation]:
        """The explanation of one field, or of every column that has evidence."""
        record = self._record(walk)
        told = (PLACE.sub("", row["field"]) for row in record.parts["evidence"])
        for name in [field] if field else dict.fromkeys(told):
            yield explain(record, name)

    def _record(self, walk: str) -> Record:
        walk_id = self.find(walk)
        record = self.snapshot.record(walk_id)
        if record is None:
            raise LookupError(f"{walk_id} has no record in {self.snapshot.name}")
        return record

    def find(self, walk: str) -> str:
        """The walk_id of a walk given by id, key, address, alias or title, in any spelling of these.

        Raises LookupError, with the nearest names, when none or several are meant.
        """
        given = {walk, fold(walk), *_respelled(walk, self._names)}
        meant = {walk_id for name, walk_id in self._names if name in given}
        if len(meant) == 1:
            return meant.pop()
        if meant:
            raise LookupError(f"{walk!r} may be {', '.join(sorted(meant))}; give one of these")
        raise LookupError(f"no walk is called {walk!r}; {self._near(walk)}")

    def _near(self, walk: str) -> str:
        """What to say of the walks whose names are most like one that is none's."""
        titles = {row["title"] for row in self.snapshot.table("walks").every(["title"])}
        near = nearest(walk, titles) or nearest(walk, {name for name, _ in self._names})
        return f"did you mean {', '.join(map(repr, near))}?" if near else "give its walk_id or its title"

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        names = []
        for row in self.snapshot.table("walks").every(["walk_id", "title", "url", "aliases"]):
            walk_id = row["walk_id"]
            called = [walk_id, walk_id.partition(":")[2], fold(row["title"]), row["url"], *row["aliases"]]
            names += [(name, walk_id) for name in called if name]
        return names

    def _own(self, name: str) -> str:
        """A name without the folder that it may be told with; that of the newest snapshot for ``latest``."""
        return self.snapshots[-1] if name == LINK else name.removeprefix(f"{SNAPSHOTS}/")

    def _named(self, name: str) -> StoredSnapshot:
        own = self.tags.get(name, self._own(name))
        for snapshot in self.published:
            if snapshot.name == own:
                return snapshot
        if own in self.shelf.pruned:
            there = ", ".join(self.snapshots)
            raise LookupError(f"{own} was pruned ({self._pruned_on(own)}); there are: {there}")
        raise LookupError(f"no snapshot is called {name!r}; there are: {', '.join(self.snapshots)}")


def _moment(when: str | date | datetime) -> datetime:
    if isinstance(when, str):
        return _moment(_parsed(when))
    if not isinstance(when, datetime):
        when = datetime.combine(when, ANY_TIME)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _parsed(when: str) -> date | datetime:
    try:
        return date.fromisoformat(when) if len(when) == len("2026-11-22") else datetime.fromisoformat(when)
    except ValueError:
        raise LookupError(f"{when!r} is no time, no tag and no snapshot; write a day as 2026-11-22") from None


def _respelled(name: str, known: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The canonical spellings of an address, one for each site that has a walk; none of a mere name."""
    if "://" in name:
        for site in {walk_id.partition(":")[0] for _, walk_id in known} & set(sites()):
            if address := Addresses.of(site).canonical(name):
                yield address


def open_catalogue(path: str | Path) -> Catalogue:
    """Open a workspace, a catalogue or one snapshot: a folder, or a URL of an object store (``s3://…``).

    Raises CatalogueUnusable when nothing is published there.
    """
    given = store_at(path)
    if given.read(WHOLE):
        return _snapshot(path)
    for store in (given, store_at(_below(path, "catalogue"))):
        shelf = Shelf(store)
        if latest := shelf.latest():
            return Catalogue(latest, shelf)
    raise CatalogueUnusable(f"no catalogue at {path}; publish one with `waypost run` or `waypost normalize`")


def _snapshot(path: str | Path) -> Catalogue:
    """The catalogue of one snapshot, and those of its shelf where it stands on one."""
    given = str(path) if "://" in str(path) else str(Path(path).resolve())
    above, _, key = given.rstrip("/").rpartition("/")
    catalogue, _, room = above.rpartition("/")
    store = store_at(catalogue)
    return Catalogue(StoredSnapshot(store, f"{room}/{key}"), Shelf(store))


def _below(path: str | Path, name: str) -> str:
    return f"{str(path).rstrip('/')}/{name}"
