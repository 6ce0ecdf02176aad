"""Addresses: as they are met, and what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.clock import warc_date
from crawler.ledger.lists import LISTED, LISTS
from crawler.ledger.order import LAST
from crawler.ledger.rows import Address, Found, Met, Run
from crawler.ledger.store import Store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_MEET = """
insert into addresses (url, asked, kind, pattern, via, depth, first_found, state, rank, due,
                       in_sitemap, linked, outcome, reason, seen_at, seen_run)
values (:url, :asked, :kind, :pattern, :via, :depth, :now, :state, :rank, :state = 'asked',
        iif(:via = 'sitemap', :run, null), iif(:via = 'link', :run, null),
        iif(:state = 'asked', null, :state), :reason, iif(:state = 'asked', null, :now), :run)
on conflict (url) do update set
    in_sitemap = coalesce(excluded.in_sitemap, in_sitemap),
    linked = coalesce(excluded.linked, linked),
    depth = min(depth, excluded.depth),
    kind = iif(excluded.kind = 'sitemap', excluded.kind, kind),
    rank = iif(excluded.kind = 'sitemap', excluded.rank, rank),
    asked = iif(state <> 'asked' and excluded.state = 'asked', excluded.asked, asked),
    due = iif(state <> 'asked' and excluded.state = 'asked', 1, due),
    outcome = iif(state <> 'asked', excluded.outcome, outcome),
    reason = iif(state <> 'asked', excluded.reason, reason),
    seen_at = iif(state <> 'asked', excluded.seen_at, seen_at),
    state = iif(state <> 'asked', excluded.state, state)
"""


class AddressBook(Store):
    """The ledger's addresses."""

    def meet(self, found: Iterable[Found], run: Run, at: str | None = None) -> None:
        """Note addresses as they are met; one that was skipped and is now met in the open becomes due."""
        with self._transaction() as db:
            self._meet(db, found, run, at or warc_date())

    def _meet(self, db: sqlite3.Connection, found: Iterable[Found], run: Run, at: str) -> None:
        for f in found:
            row = {
                "url": f.url, "asked": f.asked, "kind": f.kind, "via": f.via, "depth": f.depth,
                "pattern": f.pattern, "state": f.state, "reason": f.reason,
                "run": run.id, "now": at, "rank": self._ranks.get(f.kind, LAST),
            }  # fmt: skip
            db.execute(_MEET, row)

    def address(self, url: str) -> Address | None:
        """The address of that canonical spelling, if it was met."""
        row = self._db.execute(
            "select url, asked, kind, depth from addresses where url = ?", (url,)
        ).fetchone()
        return Address(*row) if row else None

    def met(self) -> Iterator[Met]:
        """Every address met that has no archived answer in its latest look."""
        rows = self._db.execute(
            "select asked, outcome, reason, status, seen_at from addresses"
            " where outcome is not null and archived = 0 and kind <> 'robots' order by url"
        )
        return (Met(*row) for row in rows)

    def count(self, condition: str = "1", *values: object) -> int:
        """How many addresses fulfil a condition written in this package."""
        row = self._db.execute(f"select count(*) as n from addresses where {condition}", values).fetchone()  # noqa: S608 -- never given by a user
        return int(row["n"])

    def named(self, which: str, run: Run) -> tuple[int, tuple[str, ...]]:
        """How long one of the run's lists (``lists.py``) is, and the first addresses of it."""
        told = {"run": run.id, "started": run.started}
        text = f"from addresses where {LISTS[which]}"
        (count,) = self._db.execute(f"select count(*) {text}", told).fetchone()
        rows = self._db.execute(f"select url {text} order by url limit {LISTED}", told)
        return int(count), tuple(row["url"] for row in rows)

    def patterns(self) -> dict[str, int]:
        """How many addresses to ask there are of each pattern."""
        rows = self._db.execute(
            "select pattern, count(*) as n from addresses where state = 'asked' group by pattern"
        )
        return {row["pattern"]: row["n"] for row in rows}
