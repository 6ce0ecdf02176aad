"""How a workspace stands, on one screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 8
"""Failing pages on the screen; ``--json`` has them all."""

Rows = list[tuple[str, str]]


def screen(told: dict[str, Any]) -> str:
    """The overview in lines: one for a workspace that nothing was done in."""
    if not told["sites"] and told["catalogue"] is None and told["last_run"] is None:
        held = "; a run is at work" if told["at_work"] else ""
        return f"{told['data']}: nothing fetched, nothing published yet{held}"
    lines = [told["data"] + _at_work(told["at_work"])]
    for site in told["sites"]:
        lines += ["", f"{site['site']}{_mirror(site)}", *_aligned(_site(site))]
    return "\n".join([*lines, "", *_aligned(list(_workspace(told)))])


def _at_work(holder: dict[str, Any] | None) -> str:
    if holder is None:
        return ""
    return f": process {holder['pid']} on {holder['host']} is at work since {holder['since']}"


def _mirror(site: dict[str, Any]) -> str:
    return f" (asked at {site['base_url']})" if site["base_url"] else ""


def _site(site: dict[str, Any]) -> Rows:
    addresses, gone, refused = site["addresses"], site["gone"], site["refused"]
    kinds = [f"{sum(n.values())} {kind}" for kind, n in addresses["by_kind"].items()]
    rows = [("addresses", f"{addresses['known']} known: {', '.join(kinds)}")]
    rows += [("", f"{kind}: {_counts(outcomes)}") for kind, outcomes in addresses["by_kind"].items()]
    rows.append(("last crawl", _crawl(site["last_crawl"])))
    if site["open_run"]:
        rows.append(("open run", _open(site["open_run"])))
    rows += _failing(site["failing"])
    rows.append(("gone", f"{gone['once']} once, {gone['twice_or_more']} twice or more"))
    rows.append(("refused", f"{refused['by_robots']} by robots.txt, {refused['address']} for their address"))
    rows.append(("links", _links(site["lists"])))
    return [*rows, ("next run", _next(site["next_run"]))]


def _counts(counted: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counted.items())


def _crawl(run: dict[str, Any] | None) -> str:
    return f"{run['verdict']} {_when(run['ended'])} (run {run['id']})" if run else "none has ended"


def _open(run: dict[str, Any]) -> str:
    return f"since {_when(run['started'])}: {run['fate']}; {run['due']} addresses due"


def _failing(failing: dict[str, Any]) -> Rows:
    pages, count = failing["pages"][:SHOWN], failing["count"]
    rows = [("failing", str(count))]
    rows += [
        ("", f"{p['url']}: {p['reason']}; {p['times']} in a row since {_when(p['since'])}") for p in pages
    ]
    return [*rows, ("", f"and {count - len(pages)} more: --json")] if count > len(pages) else rows


def _links(lists: dict[str, Any]) -> str:
    unlinked, gone, new = (lists[which]["count"] for which in ("unlinked", "linked_gone", "new"))
    figures = f"{unlinked} in the sitemap not linked, {gone} linked but gone, {new} new in the last crawl"
    return figures + (": --json names them" if unlinked or gone or new else "")


def _next(run: dict[str, Any]) -> str:
    asked = f"asks {run['addresses']} addresses, {run['conditional']} of them conditionally"
    least = f", in {timedelta(seconds=round(run['at_least_seconds']))} or more"
    return ("goes on: " if run["continues"] else "") + asked + least


def _workspace(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    last, disk = told["last_run"], told["disk"]
    if last:
        yield "last run", f"{last['command']} {last['verdict']} {_when(last['ended'])}: {last['message']}"
        yield "succeeded", _when(last["last_success"]) if last["last_success"] else "never"
    yield from _catalogue(told["catalogue"])
    if disk:
        parts = f"archive {_size(disk['archive_bytes'])} in {disk['archive_files']} files"
        others = f"ledger {_size(disk['ledger_bytes'])}, catalogue {_size(disk['catalogue_bytes'])}"
        yield "disk", f"{parts}, {others}, {_size(disk['free_bytes'])} free"


def _catalogue(newest: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    if newest is None:
        yield "snapshot", "none is published"
    elif newest["snapshot"] is None:
        yield "snapshot", newest["error"]
    else:
        age = timedelta(seconds=newest["age_seconds"])
        checked = f"last checked {_when(newest['checked_at'])}"
        yield "snapshot", f"{newest['snapshot']}: {newest['walks']} walks, {age} old, {checked}"
        if newest["held_back"]:
            held = newest["held_back"]
            yield (
                "held back",
                f"since {_when(held['since'])}: {'; '.join(held['reasons'])} (see {held['held']})",
            )


def _when(time: str | None) -> str:
    """A time to the second.

    >>> _when("2026-11-22T08:40:00.123456Z")
    '2026-11-22 08:40:00 UTC'
    """
    return f"{datetime.fromisoformat(time):%Y-%m-%d %H:%M:%S} UTC" if time else "at an unknown time"


def _size(bytes_: float) -> str:
    """Bytes for a person.

    >>> _size(512), _size(95_167), _size(3 * 2**30)
    ('512 B', '92.9 KiB', '3.0 GiB')
    """
    for unit in ("B", "KiB", "MiB", "GiB"):
        if bytes_ < 1024 or unit == "GiB":
            break
        bytes_ /= 1024
    return f"{bytes_:.0f} B" if unit == "B" else f"{bytes_:.1f} {unit}"


def _aligned(rows: Rows) -> list[str]:
    return [f"  {name:<10} {words}" for name, words in rows]
