"""What the ledger knows of one site: addresses, the last crawl, what fails, what the next crawl will ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.ledger import LISTS, RESUMABLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

LISTED = 1_000
"""Addresses of one list that are told one by one, at most."""

TOLD = ("unlinked", "linked_gone", "new")
"""Lists of the last crawl that are told."""

_OURS = """
with ours as (select * from addresses where :alone or coalesce(seen_run, linked, in_sitemap) in (
    select id from runs where site = :site))
"""
_FAILING = """,
failing as (
    select ours.*, (select max(id) from answers n where n.url = ours.url and outcome <> 'failed') as good
    from ours where outcome = 'failed')
select asked as url, kind, status, reason, seen_at as last_tried,
    (select count(distinct run) from answers n where n.url = f.url and id > coalesce(good, 0)) as times,
    (select min(fetched_at) from answers n where n.url = f.url and id > coalesce(good, 0)) as since
from failing f order by since, url limit :most
"""
_CONDITIONAL = """exists (select 1 from answers n where n.url = ours.url and n.asked = ours.asked
    and n.status in (200, 304) and n.archive_file is not null
    and (n.etag is not null or n.last_modified is not null))"""
_TO_ASK = "state = 'asked' and kind <> 'robots'"


@dataclass(frozen=True, slots=True)
class Site:
    """One site's part of a ledger; ``alone`` when the ledger knows no other."""

    db: sqlite3.Connection
    name: str
    alone: bool

    def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a query on ``ours``, the site's addresses."""
        told = {"site": self.name, "alone": self.alone} | values
        return [dict(row) for row in self.db.execute(_OURS + query, told)]

    def count(self, condition: str) -> int:
        """How many of its addresses fulfil a condition written here."""
        return int(self.rows(f"select count(*) as n from ours where {condition}")[0]["n"])  # noqa: S608 -- ours

    def runs(self) -> list[dict[str, Any]]:
        """Its crawls, the last one first."""
        query = "select * from runs where site = ? order by rowid desc"
        return [dict(row) for row in self.db.execute(query, (self.name,))]


def sites(db: sqlite3.Connection) -> Iterator[Site]:
    """The sites that were crawled into this ledger."""
    names = [row["site"] for row in db.execute("select distinct site from runs where site <> '' order by 1")]
    for name in names:
        yield Site(db, name, len(names) == 1)


def standing(site: Site, *, held: bool, delay: float, now: datetime) -> dict[str, Any]:
    """How a site stands, as ``waypost status --json`` prints it."""
    runs = site.runs()
    ended = next((run for run in runs if run["verdict"] is not None), None)
    open_ = _open_run(runs[0], site, held=held, now=now) if runs[0]["verdict"] is None else None
    return {
        "site": site.name,
        "base_url": runs[0]["base_url"],
        "addresses": _addresses(site),
        "last_crawl": _crawl(ended) if ended else None,
        "open_run": open_,
        "failing": {
            "count": site.count("outcome = 'failed'"),
            "pages": site.rows(_FAILING, most=LISTED),
        },
        "gone": {"once": site.count("gone = 1"), "twice_or_more": site.count("gone > 1")},
        "refused": {
            "by_robots": site.count("outcome = 'refused_by_robots'"),
            "address": site.count("outcome = 'refused_address'"),
        },
        "lists": {which: _list(site, which, ended or runs[0]) for which in TOLD},
        "next_run": _next_run(site, open_, delay),
    }


def _addresses(site: Site) -> dict[str, Any]:
    looked = "coalesce(outcome, 'not asked yet')"
    rows = site.rows(f"select kind, {looked} as outcome, count(*) as n from ours group by 1, 2")  # noqa: S608 -- ours
    by_kind: dict[str, dict[str, int]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], {})[row["outcome"]] = row["n"]
    return {"known": sum(row["n"] for row in rows), "by_kind": by_kind}


def _list(site: Site, which: str, run: dict[str, Any]) -> dict[str, Any]:
    """One of a crawl's lists: how long it is, and the addresses of it."""
    told = {"run": run["id"], "started": run["started"]}
    condition = f"from ours where {LISTS[which]}"
    count = site.rows(f"select count(*) as n {condition}", **told)[0]["n"]
    rows = site.rows(f"select url {condition} order by url limit {LISTED}", **told)
    return {"count": count, "urls": [row["url"] for row in rows]}


def _crawl(run: dict[str, Any]) -> dict[str, Any]:
    return {name: run[name] for name in ("id", "started", "ended", "verdict")}


def _open_run(run: dict[str, Any], site: Site, *, held: bool, now: datetime) -> dict[str, Any]:
    """The run without a verdict: at work now, or what the next run makes of it."""
    until = datetime.fromisoformat(run["started"]) + RESUMABLE
    fate = "at work" if held else "continued by the next run" if now < until else "closed as incomplete"
    told = {"id": run["id"], "started": run["started"], "fate": fate, "due": site.count("due = 1")}
    return told | {"continued_until": until.isoformat()}


def _next_run(site: Site, open_: dict[str, Any] | None, delay: float) -> dict[str, Any]:
    """What will be asked, and how long politeness alone makes that."""
    continues = open_ is not None and open_["fate"] != "closed as incomplete"
    which = "due = 1" if continues else _TO_ASK
    asked = site.count(which)
    return {
        "continues": continues,
        "addresses": asked,
        "conditional": site.count(f"{which} and {_CONDITIONAL}"),
        "at_least_seconds": asked * delay,
    }
