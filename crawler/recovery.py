"""After a crash: the archive's cut-off tail is set aside, and the ledger learns what the archive holds."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.outcomes import Kept, as_answer
from crawler.records import Record, RecordError, read_record, read_records
from crawler.workspace import unusable

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.ledger import Ledger
    from crawler.workspace import Workspace
    from normalize.addresses import Addresses


def recover(workspace: Workspace, ledger: Ledger, addresses: Addresses) -> int:
    """Bring archive and ledger together again; gives how many answers the ledger had not known.

    What the ledger knows was synced before it was told, so only the bytes after that are looked at. A record
    that is whole is taken into the ledger, bytes that are none are moved to ``torn``. A ledger that knows
    nothing is built anew. Raises WorkspaceUnusable when the disk refuses.
    """
    try:
        return sum(
            _recover_file(workspace, ledger, addresses, path)
            for path in sorted(workspace.archive.glob("*.warc.gz"))
        )
    except OSError as error:
        raise unusable(workspace.path, error) from None


def _recover_file(workspace: Workspace, ledger: Ledger, addresses: Addresses, path: Path) -> int:
    name = f"{workspace.archive.name}/{path.name}"
    sound = ledger.archived_to(name)
    if sound >= path.stat().st_size:
        return 0
    run, base_url = _facts(path)
    learned = 0
    try:
        for record in read_records(path, sound):
            if record.status is not None:
                _learn(ledger, addresses, name, record, run, base_url)
                learned += 1
            sound = record.end
    except RecordError:
        _set_aside(workspace, path, sound)
    return learned


def _facts(path: Path) -> tuple[str, str | None]:
    """Run and mirror, as the file's warcinfo record says."""
    with suppress(RecordError):
        lines = read_record(path, 0).body.decode("utf-8", "replace").splitlines()
        facts = dict(line.split(": ", 1) for line in lines if ": " in line)
        return facts.get("isPartOf", ""), facts.get("waypost-base-url")
    return "", None


def _learn(
    ledger: Ledger, addresses: Addresses, name: str, record: Record, run: str, base_url: str | None
) -> None:
    asked = record.warc["warc-target-uri"]
    url = addresses.canonical(asked, base_url) or asked
    revisit = record.kind == "revisit"
    kept = Kept(
        url=url,
        asked=asked,
        run=run,
        date=record.warc["warc-date"],
        status=record.status or 0,
        headers=record.http,
        bytes=len(record.body),
        sha256=sha256(record.body).hexdigest(),
        file=name,
        offset=record.offset,
        end=record.end,
        digest=record.warc.get("warc-payload-digest", ""),
        record_id=record.warc.get("warc-record-id", ""),
        revisit=revisit,
        whole=ledger.numbered(url, record.warc.get("warc-refers-to", "")) if revisit else None,
    )
    kind = "robots" if urlsplit(asked).path == "/robots.txt" else addresses.classify(asked, base_url)
    ledger.learn(as_answer(kept), kind)


def _set_aside(workspace: Workspace, path: Path, sound: int) -> None:
    """Move the bytes after the last whole record out of the archive; nothing is thrown away."""
    workspace.torn.mkdir(exist_ok=True)
    with path.open("r+b") as file:
        file.seek(sound)
        (workspace.torn / f"{path.name}@{sound}.torn").write_bytes(file.read())
        file.truncate(sound)
        os.fsync(file.fileno())
    if sound == 0:
        path.unlink()
