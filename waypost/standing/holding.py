"""Whether a run is at work in a workspace, told without touching its lock."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.workspace import Holder, Workspace


def at_work(workspace: Workspace) -> Holder | None:
    """Who holds the workspace; None when nobody does.

    The holder's note tells it. A crash leaves the note behind, so on this machine its process must live and,
    where the system tells that, have the lock's file open.
    """
    holder = workspace.holder()
    if holder is None or holder.host != socket.gethostname():
        return holder
    return holder if _lives(holder.pid) and _has_open(holder.pid, workspace.path / ".lock") else None


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _has_open(pid: int, file: Path) -> bool:
    """Whether the process has that file open; True where the system does not say."""
    there = Path(f"/proc/{pid}/fd")
    if not there.exists():
        return True
    try:
        return any(_leads_to(link, file) for link in there.iterdir())
    except PermissionError:
        return True


def _leads_to(link: Path, file: Path) -> bool:
    with suppress(OSError):  # a descriptor may be closed meanwhile
        return link.samefile(file)
    return False
