"""After a crash: the archive's cut-off tail is set aside, and the ledger learns what the archive holds."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from crawler.exchange import IDENTICAL
from crawler.outcomes import Kept, as_answer
from crawler.records import Record, RecordError, read_record, read_records
from crawler.workspace import unusable
from normalize.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.ledger import Answer, Ledger
    from crawler.workspace import Workspace


_NAME = re.compile(r"(.+Z)(?:-(\d{1,9}))?-(\d{1,9})\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Facts:
    """What an archive file's first record says of the run that wrote it."""

    run: str
    started: str
    site: str
    base_url: str | None


def recover(workspace: Workspace, ledger: Ledger, site: str) -> int:
    """Bring archive and ledger together again; gives how many answers the ledger had not known.

    What the ledger knows was synced before it was told, so only the bytes after that are looked at. A record
    that is whole is taken into the ledger, bytes that are none are moved to ``torn``. Raises
    WorkspaceUnusable when the disk refuses.
    """
    try:
        return sum(learn_file(workspace, ledger, path, site) for path in archive_files(workspace))
    except OSError as error:
        raise unusable(workspace.path, error) from None


def archive_files(workspace: Workspace) -> Iterator[Path]:
    """The archive's files in the order in which they were written."""
    return iter(sorted(workspace.archive.glob("*.warc.gz"), key=_written))


def _written(path: Path) -> tuple[str, int, int]:
    """Its run's second, the number of the run within the second, and of the file within the run.

    >>> from pathlib import Path
    >>> _written(Path("walkopedia-20261122T084000Z-2-13.warc.gz"))
    ('walkopedia-20261122T084000Z', 2, 13)
    """
    found = _NAME.fullmatch(path.name)
    return (found[1], int(found[2] or 1), int(found[3])) if found else (path.name, 0, 0)


def facts_of(path: Path, site: str) -> Facts:
    """What the file says of its run; of ``site`` where it does not say it. Raises OSError."""
    with suppress(RecordError):
        record = read_record(path, 0)
        lines = record.body.decode("utf-8", "replace").splitlines()
        told = dict(line.split(": ", 1) for line in lines if ": " in line)
        return Facts(
            told.get("isPartOf", ""), record.warc.get("warc-date", ""), told.get("waypost-site", site),
            told.get("waypost-base-url"),
        )  # fmt: skip
    return Facts("", "", site, None)


def learn_file(workspace: Workspace, ledger: Ledger, path: Path, site: str) -> int:
    """Take into the ledger what it does not know of one file; gives how many answers that were."""
    name = f"{workspace.archive.name}/{path.name}"
    sound = ledger.archived_to(name)
    if sound >= path.stat().st_size:
        return 0
    facts = facts_of(path, site)
    answer: Record | None = None
    learned = 0
    try:
        for record in read_records(path, sound):
            sound = record.end
            if answer is not None:  # with its request, the two are one exchange
                end = sound if record.kind == "request" else answer.end
                ledger.add_answer(_answer(ledger, name, replace(answer, end=end), facts))
                learned += 1
            answer = record if record.status is not None else None
    except RecordError:
        _set_aside(workspace, path, sound)
    if answer is not None:
        ledger.add_answer(_answer(ledger, name, answer, facts))
    return learned + (answer is not None)


def _answer(ledger: Ledger, name: str, record: Record, facts: Facts) -> Answer:
    asked = record.warc.get("warc-target-uri", "")
    url = Addresses.of(facts.site).canonical(asked, facts.base_url) or asked
    revisit = record.kind == "revisit"
    kept = Kept(
        url=url,
        asked=asked,
        run=facts.run,
        date=record.warc.get("warc-date", ""),
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
    if kept.whole is not None and record.warc.get("warc-profile") == IDENTICAL:
        whole = ledger.answer(kept.whole)  # the body came once more, and was not written again
        kept = replace(kept, bytes=whole.bytes or 0, sha256=whole.sha256 or "")
    return as_answer(kept)


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
