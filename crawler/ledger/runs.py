"""Runs: which one is under way, and which address it asks next."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.clock import CLOCK, warc_date
from crawler.ledger.order import RANKS, Order, rank_sql
from crawler.ledger.rows import Address, Run
from crawler.ledger.store import Store

if TYPE_CHECKING:
    import sqlite3

RESUMABLE = timedelta(hours=24)
"""A run that ended without a verdict is continued when it is younger than this."""


class Runs(Store):
    """The ledger's runs."""

    def open_run(
        self, site: str, base_url: str | None, now: datetime | None = None, *, order: Order = "discovery"
    ) -> Run:
        """Go on with the run that a crash ended, or begin one, in which every known address is due."""
        now = now or CLOCK.now()
        self._ranks = RANKS[order]
        with self._transaction() as db:
            last = db.execute(
                "select * from runs where verdict is null order by rowid desc limit 1"
            ).fetchone()
            if last and _resumable(last, site, base_url, now):
                run = Run(last["id"], last["started"], resumed=True)
            else:
                run = self._begin_run(db, site, base_url, now)
                db.execute("update addresses set due = (state = 'asked')")
            db.execute(f"update addresses set rank = {rank_sql(order)}")  # noqa: S608 -- fixed text
        return run

    def _begin_run(self, db: sqlite3.Connection, site: str, base_url: str | None, now: datetime) -> Run:
        closed = (warc_date(now),)
        db.execute("update runs set ended = ?, verdict = 'incomplete' where verdict is null", closed)
        run = Run(self._free_id(now), warc_date(now), resumed=False)
        db.execute(
            "insert into runs (id, site, base_url, started) values (?, ?, ?, ?)",
            (run.id, site, base_url, run.started),
        )
        return run

    def _free_id(self, now: datetime) -> str:
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        taken = {row["id"] for row in self._db.execute("select id from runs where id like ?", (stamp + "%",))}
        names = (stamp if n == 1 else f"{stamp}-{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def last_time(self) -> datetime | None:
        """The latest time that is on record: of an answer, or of a run."""
        rows = self._db.execute(
            "select max(started) as at from runs union all select max(ended) from runs"
            " union all select fetched_at from answers where id = (select max(id) from answers)"
        )
        times = [_time(row["at"]) for row in rows if row["at"]]
        return max((at for at in times if at is not None), default=None)

    def learn_run(self, run: Run, site: str, base_url: str | None) -> bool:
        """Take a run that the archive names and the ledger does not know; gives whether it was taken."""
        with self._transaction() as db:
            taken = db.execute(
                "insert into runs values (?, ?, ?, ?, ?, 'rebuilt') on conflict do nothing",
                (run.id, site, base_url, run.started, run.started),
            )
            if taken.rowcount:
                db.execute("update addresses set due = (state = 'asked')")
            return taken.rowcount > 0

    def close_run(self, run: Run, verdict: str, now: datetime | None = None) -> None:
        """Note how the run ended; without this it is taken for one that a crash ended."""
        with self._transaction() as db:
            ended = warc_date(now)
            db.execute("update runs set ended = ?, verdict = ? where id = ?", (ended, verdict, run.id))

    def due(self, count: int) -> list[Address]:
        """The next addresses to ask, in the run's order; of one rank those longest unseen first."""
        rows = self._db.execute(
            "select url, asked, kind, depth from addresses where due = 1 order by rank, seen_at, url limit ?",
            (count,),
        )
        return [Address(*row) for row in rows]


def _time(text: str) -> datetime | None:
    with suppress(ValueError):
        at = datetime.fromisoformat(text)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def _resumable(row: sqlite3.Row, site: str, base_url: str | None, now: datetime) -> bool:
    same = (row["site"], row["base_url"]) == (site, base_url)
    # A clock set back makes the age negative: the run is still the last one.
    return same and now - datetime.fromisoformat(row["started"]) < RESUMABLE
