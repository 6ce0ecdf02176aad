"""Answers: the index of the archive, and the looks that each of them ends."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from crawler.ledger.addresses import AddressBook
from crawler.ledger.rows import Answer, Found, Run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

GONE = (404, 410)

_COLUMNS = tuple(field.name for field in fields(Answer) if field.name != "id")
_INSERT = f"insert into answers ({', '.join(_COLUMNS)}) values ({', '.join(':' + c for c in _COLUMNS)})"  # noqa: S608 -- names of our own class
_NEXT = "(select coalesce(max(id), 0) + 1 from answers)"
_INSERT_WHOLE = _INSERT.replace(":whole", _NEXT)
_SELECT = f"select {', '.join(_COLUMNS)}, id from answers"  # noqa: S608 -- names of our own class
_FINISH = """
update addresses set due = 0, looks = looks + 1, changes = changes + :changed,
    gone = iif(:gone, gone + 1, 0), outcome = :outcome, reason = :reason, status = :status,
    seen_at = :seen_at, seen_run = :run, archived = :archived, asked = coalesce(:asked, asked)
where url = :url
"""
_STANDING = "url = ? and asked = ? and status in (200, 304) and archive_file is not null"

_VALIDATORS = """
with standing as (select id, status, etag, last_modified from answers
        where url = :url and asked = :asked and status in (200, 304) and archive_file is not null),
    since as (select * from standing
        where id >= coalesce((select max(id) from standing where status = 200), 0))
select (select etag from since where etag is not null order by id desc limit 1),
    (select last_modified from since where last_modified is not null order by id desc limit 1)
"""


class Answers(AddressBook):
    """The ledger's answers."""

    def add_answer(self, answer: Answer) -> Answer:
        """Note an answer that the archive holds; gives it back with its number."""
        with self._transaction() as db:
            return self._add(db, answer)

    def _add(self, db: sqlite3.Connection, answer: Answer) -> Answer:
        row = {name: getattr(answer, name) for name in _COLUMNS}
        whole = answer.whole is None and answer.archive_file is not None and answer.outcome != "not_modified"
        row["id"] = db.execute(_INSERT_WHOLE if whole else _INSERT, row).lastrowid
        if whole:
            row["whole"] = row["id"]
        return Answer(**row)

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
            elif answer.outcome == "failed":  # as it was noted, it may have looked better
                told = (answer.outcome, answer.reason, answer.id)
                db.execute("update answers set outcome = ?, reason = ? where id = ?", told)
            self._meet(db, found, run, answer.fetched_at)
            db.execute(
                _FINISH,
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

    def whole(self, url: str, asked: str) -> Answer | None:
        """The last complete 200 answer of the address as asked, with its body in the archive."""
        row = self._db.execute(
            f"{_SELECT} where id = (select whole from answers where {_STANDING} order by id desc limit 1)",  # noqa: S608 -- fixed text
            (url, asked),
        ).fetchone()
        return Answer(*row) if row else None

    def validators(self, url: str, asked: str) -> tuple[str | None, str | None]:
        """ETag and Last-Modified of the last 200 answer, and what 304s have told anew since.

        A 304 need not repeat them (RFC 9110, 15.4.5): what it leaves out still stands.
        """
        row = self._db.execute(_VALIDATORS, {"url": url, "asked": asked}).fetchone()
        return tuple(row)

    def answer(self, number: int) -> Answer:
        """The answer of that number; LookupError when there is none."""
        row = self._db.execute(f"{_SELECT} where id = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(f"the ledger has no answer {number}")
        return Answer(*row)

    def last_of_each(self, run: str) -> list[int]:
        """The numbers of the run's archived answers, in order, of each address the last alone."""
        rows = self._db.execute(
            "select max(id) as id from answers where run = ? and archive_file is not null group by url"
            " order by 1",
            (run,),
        )
        return [row["id"] for row in rows]

    def is_ended(self, url: str, fetched_at: str) -> bool:
        """Whether the look that this answer belongs to has ended."""
        row = self._db.execute(
            "select 1 from addresses where url = ? and due = 0 and seen_at >= ?", (url, fetched_at)
        ).fetchone()
        return row is not None

    def archived_to(self, archive_file: str) -> int:
        """Up to which byte the ledger knows the archive file; 0 where it does not know it."""
        row = self._db.execute(
            "select max(archive_end) as upto from answers where archive_file = ?", (archive_file,)
        ).fetchone()
        return row["upto"] or 0

    def numbered(self, url: str, record_id: str) -> int | None:
        """The number of the answer with that WARC-Record-ID."""
        row = self._db.execute(
            "select id from answers where url = ? and record_id = ?", (url, record_id)
        ).fetchone()
        return row["id"] if row else None
