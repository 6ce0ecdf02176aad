"""``waypost prune``: remove old snapshots, as far as a policy says and nothing needs them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, print_json, setting, settings

if TYPE_CHECKING:
    from outputs.pruning import Removal

KINDS = {
    "snapshot": "snapshot",
    "held": "held snapshot",
    "unfinished": "leftovers of",
}


@click.command
@common
@setting("--keep-days", type=int, metavar="N", help="Keep every snapshot of N days.  [default: 31]")
@setting(
    "--keep-months",
    type=int,
    metavar="N",
    help="Then keep the last of each month, for N months.  [default: for ever]",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def prune(dry_run: bool, as_json: bool) -> None:
    """Remove old snapshots: all of a month stay, then the last of each month.

    The newest snapshot, the one before it and every tagged one stay. Held snapshots go when they are as old,
    and so does what a crash left. Each snapshot that goes has its line in pruned.jsonl.
    """
    from outputs.pruning import Policy, prune

    told = settings()
    done = prune(told.catalogue_address, Policy(told.keep_days, told.keep_months), dry_run=dry_run)
    if as_json:
        removed = [asdict(removal) for removal in done.removed]
        print_json({"dry_run": dry_run, "removed": removed, "kept": done.kept})
        return
    for removal in done.removed:
        click.echo(_shown(removal, dry_run=dry_run))
    freed = sum(r.bytes for r in done.removed) / 2**20
    click.echo(f"{len(done.kept)} snapshots kept, {freed:.1f} MiB {'to be ' if dry_run else ''}freed")


def _shown(removal: Removal, *, dry_run: bool) -> str:
    did = "would remove" if dry_run else "removed"
    return f"{did} {KINDS[removal.kind]} {removal.name} ({removal.bytes / 2**20:.1f} MiB)"
