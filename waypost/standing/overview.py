"""How a workspace stands, as one plain value: what ``waypost status --json`` prints."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from crawler.workspace import Workspace
from waypost.records import last_success, records
from waypost.standing.crawled import sites, standing
from waypost.standing.disk import disk_use
from waypost.standing.holding import at_work
from waypost.standing.published import newest
from waypost.standing.reading import read_ledger

if TYPE_CHECKING:
    from crawler.workspace import Holder
    from waypost.settings import Settings

RUN = ("run_id", "command", "site", "started", "ended", "verdict", "exit_status", "message")


def overview(settings: Settings, now: datetime | None = None) -> dict[str, Any]:
    """What is known, due, failing, since when; every part is None or empty where there is nothing.

    Raises LedgerError when the ledger cannot be read.
    """
    now = now or datetime.now(UTC)
    workspace = Workspace(settings.data)
    holder = at_work(workspace)
    return {
        "data": str(settings.data),
        "at_work": asdict(holder) if holder else None,
        "last_run": _last_run(workspace),
        "sites": _sites(workspace, settings, holder, now),
        "catalogue": newest(settings.catalogue_address, now),
        "disk": disk_use(workspace, settings.catalogue_address) if settings.data.is_dir() else None,
    }


def _last_run(workspace: Workspace) -> dict[str, Any] | None:
    last = next(records(workspace.runs), None)
    if last is None:
        return None
    told = {name: last.get(name) for name in RUN}
    return told | {"last_success": last_success(workspace.runs, last.get("site"))}


def _sites(
    workspace: Workspace, settings: Settings, holder: Holder | None, now: datetime
) -> list[dict[str, Any]]:
    if not workspace.ledger.exists() or not workspace.ledger.stat().st_size:
        return []
    held, delay = holder is not None, settings.download_delay
    with read_ledger(workspace.ledger, held=held) as db:
        return [standing(site, held=held, delay=delay, now=now) for site in sites(db)]
