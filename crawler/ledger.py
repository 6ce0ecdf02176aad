"""The ledger: what was found, asked and answered. An index of the archive, kept in SQLite."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING

from crawler.archive import warc_date
from crawler.settings import RETRIED, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

VERSION = 1
RESUMABLE = timedelta(hours=24)
"""A run that ended without a verdict is continued when it is younger than this."""

GONE = (404, 410)


class LedgerError(SettingsError):
    """A ledger that this version cannot use; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run; ``resumed`` when it goes on where a run without a verdict ended."""

    id: str
    started: str
    resumed: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An address as it was met.

    ``state`` is asked, or skipped, refused_address or refused_by_robots with a ``reason``.
    """

    url: str
    asked: str
    kind: str
    via: str
    depth: int = 0
    pattern: str = ""
    state: str = "asked"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address to ask: canonical, as it is asked, walk/index/other/sitemap, links from a start."""

    url: str
    asked: str
    kind: str
    depth: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, archived or (``archive_file`` None) failed; columns are described in ``schema.sql``."""

    url: str
    asked: str
    run: str
    fetched_at: str
    outcome: str
    reason: str | None = None
    status: int | None = None
    media_type: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    archive_file: str | None = None
    archive_offset: int | None = None
    archive_end: int | None = None
    digest: str | None = None
    record_id: str | None = None
    whole: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """An address that has no archived answer in its latest look, and why."""

    url: str
    outcome: str
    reason: str | None
    status: int | None
    seen_at: str


_COLUMNS = tuple(field.name for field in fields(Answer) if field.name != "id")
_INSERT = f"insert into answers ({', '.join(_COLUMNS)}) values ({', '.join(':' + c for c in _COLUMNS)})"  # noqa: S608 -- names of our own class
_SELECT = f"select {', '.join(_COLUMNS)}, id from answers"  # noqa: S608 -- names of our own class

ASKED_KINDS = ("walk", "index", "other", "sitemap")
_RANKS = {"sitemap": 0, "walk": 1, "index": 2}
_LAST = 3

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

_LEARN_RUN = """
insert into runs (id, site, started, ended, verdict) values (:run, '', :fetched_at, :fetched_at, 'rebuilt')
on conflict do nothing
"""
_LEARN_ADDRESS = """
insert into addresses (url, asked, kind, pattern, via, depth, first_found, state, rank,
                       outcome, reason, status, seen_at, archived)
values (:url, :asked, :kind, '', 'archive', 0, :fetched_at, :state, :rank,
        :outcome, :reason, :status, :fetched_at, 1)
on conflict (url) do update set outcome = excluded.outcome, reason = excluded.reason,
    status = excluded.status, seen_at = excluded.seen_at, archived = 1
"""


class Ledger:
    """The ledger of one workspace. Every write is one transaction, on the disk when the method returns.

    Raises LedgerError for a ledger of a newer version or a file that is none, sqlite3.OperationalError when
    the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._migrate()
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
        except sqlite3.DatabaseError as error:
            raise _unusable(path, error) from None

    def _migrate(self) -> None:
        (version,) = self._db.execute("pragma user_version").fetchone()
        if version > VERSION:
            raise LedgerError(
                f"{self.path} was written by a newer waypost (ledger {version}, this one knows {VERSION}); "
                "update waypost, or name another folder with --data"
            )
        if version == VERSION:
            return
        if version:
            shutil.copy2(self.path, self.path.with_suffix(f".v{version}.sqlite"))
        script = files("crawler").joinpath("schema.sql").read_text(encoding="utf-8")
        self._db.executescript(f"begin immediate; {script} pragma user_version = {VERSION}; commit;")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("begin immediate")
        try:
            yield self._db
        except BaseException:
            self._db.rollback()
            raise
        self._db.execute("commit")

    def open_run(self, site: str, base_url: str | None, now: datetime | None = None) -> Run:
        """Go on with the run that a crash ended, or begin one, in which every known address is due."""
        now = now or datetime.now(UTC)
        with self._transaction() as db:
            last = db.execute(
                "select * from runs where verdict is null order by rowid desc limit 1"
            ).fetchone()
            if last and _resumable(last, site, base_url, now):
                return Run(last["id"], last["started"], resumed=True)
            db.execute(
                "update runs set ended = ?, verdict = 'incomplete' where verdict is null", (warc_date(now),)
            )
            run = Run(self._free_id(now), warc_date(now), resumed=False)
            db.execute(
                "insert into runs (id, site, base_url, started) values (?, ?, ?, ?)",
                (run.id, site, base_url, run.started),
            )
            db.execute("update addresses set due = (state = 'asked' and kind <> 'robots')")
        return run

    def _free_id(self, now: datetime) -> str:
        stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        taken = {row["id"] for row in self._db.execute("select id from runs where id like ?", (stamp + "%",))}
        names = (stamp if n == 1 else f"{stamp}-{n}" for n in range(1, len(taken) + 2))
        return next(name for name in names if name not in taken)

    def close_run(self, run: Run, verdict: str, now: datetime | None = None) -> None:
        """Note how the run ended; without this it is taken for one that a crash ended."""
        with self._transaction() as db:
            ended = warc_date(now or datetime.now(UTC))
            db.execute("update runs set ended = ?, verdict = ? where id = ?", (ended, verdict, run.id))

    def meet(self, found: Iterable[Found], run: Run) -> None:
        """Note addresses as they are met; one that was skipped and is now met in the open becomes due."""
        with self._transaction() as db:
            self._meet(db, found, run)

    def _meet(self, db: sqlite3.Connection, found: Iterable[Found], run: Run) -> None:
        now = warc_date(datetime.now(UTC))
        rows = ({**asdict(f), "run": run.id, "now": now, "rank": _RANKS.get(f.kind, _LAST)} for f in found)
        db.executemany(_MEET, rows)

    def due(self, count: int) -> list[Address]:
        """The next addresses to ask: sitemaps, walks, indexes, others; those longest unseen first."""
        rows = self._db.execute(
            "select url, asked, kind, depth from addresses where due = 1 order by rank, seen_at, url limit ?",
            (count,),
        )
        return [Address(**row) for row in rows]

    def add_answer(self, answer: Answer) -> Answer:
        """Note an answer that the archive holds; gives it back with its number."""
        with self._transaction() as db:
            return self._add(db, answer)

    def _add(self, db: sqlite3.Connection, answer: Answer) -> Answer:
        row = {name: getattr(answer, name) for name in _COLUMNS}
        number = db.execute(_INSERT, row).lastrowid
        if answer.whole is None and answer.archive_file is not None and answer.outcome != "not_modified":
            db.execute("update answers set whole = id where id = ?", (number,))
            row["whole"] = number
        return Answer(**row, id=number)

    def learn(self, answer: Answer, kind: str) -> None:
        """Take an archived answer that the ledger does not know; its look stays open if it was."""
        with self._transaction() as db:
            row = asdict(self._add(db, answer)) | {
                "kind": kind,
                "state": "asked" if kind in ASKED_KINDS else "skipped",
                "rank": _RANKS.get(kind, _LAST),
            }
            db.execute(_LEARN_RUN, row)
            db.execute(_LEARN_ADDRESS, row)

    def numbered(self, url: str, record_id: str) -> int | None:
        """The number of the answer with that WARC-Record-ID."""
        row = self._db.execute(
            "select id from answers where url = ? and record_id = ?", (url, record_id)
        ).fetchone()
        return row["id"] if row else None

    def finish(
        self, answer: Answer, run: Run, found: Iterable[Found] = (), *, asked: str | None = None
    ) -> None:
        """End the look at an address: its last answer, what was found in it. All of it or nothing.

        An answer without a number (no complete answer came) is noted first. ``asked`` is where a redirect to
        the same address under another spelling ended.
        """
        with self._transaction() as db:
            if answer.id is None:
                answer = self._add(db, answer)
            self._meet(db, found, run)
            db.execute(
                "update addresses set due = 0, looks = looks + 1, changes = changes + :changed,"
                " gone = iif(:gone, gone + 1, 0), outcome = :outcome, reason = :reason, status = :status,"
                " seen_at = :seen_at, seen_run = :run, archived = :archived, asked = coalesce(:asked, asked)"
                " where url = :url",
                {
                    "changed": answer.outcome == "fetched",
                    "gone": answer.status in GONE,
                    "outcome": answer.outcome,
                    "reason": answer.reason,
                    "status": answer.status,
                    "seen_at": answer.fetched_at,
                    "run": run.id,
                    "archived": answer.archive_file is not None,
                    "asked": asked,
                    "url": answer.url,
                },
            )

    def address(self, url: str) -> Address | None:
        """The address of that canonical spelling, if it was met."""
        row = self._db.execute(
            "select url, asked, kind, depth from addresses where url = ?", (url,)
        ).fetchone()
        return Address(**row) if row else None

    def whole(self, url: str, asked: str) -> Answer | None:
        """The last complete 200 answer of the address as asked, with its body in the archive."""
        row = self._db.execute(
            f"{_SELECT} where id = (select whole from answers where url = ? and asked = ? and"  # noqa: S608 -- fixed text
            " status in (200, 304) and archive_file is not null order by id desc limit 1)",
            (url, asked),
        ).fetchone()
        return Answer(**row) if row else None

    def validators(self, url: str, asked: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of the last answer that stands, 304s included."""
        row = self._db.execute(
            "select etag, last_modified from answers where url = ? and asked = ? and status in (200, 304)"
            " and archive_file is not null order by id desc limit 1",
            (url, asked),
        ).fetchone()
        return (row["etag"], row["last_modified"]) if row else (None, None)

    def answer(self, number: int) -> Answer:
        """The answer of that number; LookupError when there is none."""
        row = self._db.execute(f"{_SELECT} where id = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(f"the ledger has no answer {number}")
        return Answer(**row)

    def unfinished(self, run: Run) -> Iterator[Answer]:
        """Answers that the archive holds but whose look was never ended: a crash came between."""
        marks = ", ".join("?" * len(RETRIED))
        rows = self._db.execute(
            f"{_SELECT} where id in (select max(n.id) from answers n join addresses a using (url)"  # noqa: S608 -- marks only
            " where a.due = 1 and n.run = ? and n.archive_file is not null group by n.url)"
            f" and status not in ({marks})",
            (run.id, *RETRIED),
        ).fetchall()
        return (Answer(**row) for row in rows)

    def archived_to(self, archive_file: str) -> int:
        """Up to which byte the ledger knows the archive file; 0 where it does not know it."""
        row = self._db.execute(
            "select max(archive_end) as upto from answers where archive_file = ?", (archive_file,)
        ).fetchone()
        return row["upto"] or 0

    def met(self) -> Iterator[Met]:
        """Every address met that has no archived answer in its latest look."""
        rows = self._db.execute(
            "select asked as url, outcome, reason, status, seen_at from addresses"
            " where outcome is not null and archived = 0 and kind <> 'robots' order by url"
        )
        return (Met(**row) for row in rows)

    def count(self, condition: str = "1", *values: object) -> int:
        """How many addresses fulfil a condition written in this package."""
        row = self._db.execute(f"select count(*) as n from addresses where {condition}", values).fetchone()  # noqa: S608 -- never given by a user
        return int(row["n"])

    def patterns(self) -> dict[str, int]:
        """How many addresses to ask there are of each pattern."""
        rows = self._db.execute(
            "select pattern, count(*) as n from addresses where state = 'asked' group by pattern"
        )
        return {row["pattern"]: row["n"] for row in rows}


def _resumable(row: sqlite3.Row, site: str, base_url: str | None, now: datetime) -> bool:
    same = (row["site"], row["base_url"]) == (site, base_url)
    # A clock set back makes the age negative: the run is still the last one.
    return same and now - datetime.fromisoformat(row["started"]) < RESUMABLE


def _unusable(path: Path, error: sqlite3.DatabaseError) -> LedgerError:
    advice = "make room, make it writable, or name another folder with --data"
    if not isinstance(error, sqlite3.OperationalError):
        advice = "move it away and build it again from the archive with `waypost crawl --rebuild-ledger`"
    return LedgerError(f"{path} cannot be used ({error}); {advice}")
