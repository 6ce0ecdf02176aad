"""``waypost replay``: a published snapshot made again from the archive."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.common import common, print_json, say, settings
from waypost.cli.jobs import working
from waypost.verdict import Stop, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outputs.rebuilding import Replayed

NAMED = 5
"""Changed fields that are shown of one snapshot; --json has them all."""


@click.command
@click.argument("snapshot", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; prove that the content hashes are the same.")
@click.option(
    "--all", "all_", is_flag=True, help="Every snapshot, each upon the one before: the history again."
)
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write, a folder not yet there.  [default: DATA/replayed]",
)
@working
@common
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a snapshot, every change included."
)
def replay(
    snapshot: str | None, paths: tuple[Path, ...], check: bool, all_: bool, into: Path | None, as_json: bool
) -> Verdict:
    """Make SNAPSHOT again from the archive, by today's rules, and show what they change.

    What was published stays as it is. A snapshot made from given files needs them again: PATH. With --check
    the exit status is 3 where today's code gives other content than was published.
    """
    if all_ == bool(snapshot):
        raise click.UsageError("name one snapshot, or say --all")
    if into is not None and into.exists():
        raise Stop(f"{into} is there already; name another folder with --into")
    differ = False
    try:
        for replayed in _replayed(snapshot, paths, into, check=check):
            differ |= not replayed.same
            if as_json:
                print_json(_as_dict(replayed))
            else:
                click.echo("\n".join(_shown(replayed)))
    except LookupError as error:
        raise Stop(str(error.args[0])) from None
    return Verdict.HELD_BACK if check and differ else Verdict.DONE


def _replayed(
    snapshot: str | None, paths: tuple[Path, ...], into: Path | None, *, check: bool
) -> Iterator[Replayed]:
    from waypost.replaying import Replay

    job = Replay(settings(), paths)
    if check and snapshot:
        yield job.check(snapshot)
    elif check:
        for name, base in job.baseless.items():
            say(f"waypost: {name} is passed over: it was made upon {base}, which is pruned")
        yield from map(job.check, job.names())
    elif snapshot:
        yield job.rebuild(snapshot, into)
    else:
        yield from job.rebuild_all(into)


def _as_dict(replayed: Replayed) -> dict[str, Any]:
    return {
        "snapshot": replayed.name,
        "same": replayed.same,
        "folder": str(replayed.folder) if replayed.folder else None,
        "walks_before": replayed.walks[0],
        "walks_after": replayed.walks[1],
        "differing": list(replayed.differing),
        "changes": list(replayed.rows),
    }


def _shown(replayed: Replayed) -> Iterator[str]:
    before, after = replayed.walks
    if replayed.same:
        yield f"{replayed.name}  same: {after} walks, every table has the content hash that was published"
    else:
        counts = f"{before} walks before, {after} after" if before != after else f"{after} walks"
        yield f"{replayed.name}  differs in {', '.join(replayed.differing)}: {counts}{_by_cause(replayed)}"
    told = [row for row in replayed.rows if row["field"] not in ("rules_version", "schema_version")]
    for row in told[:NAMED]:
        field = f" {row['field']} ({row['cause']}): {_cut(row['old'])} -> {_cut(row['new'])}"
        yield f"  {row['kind']}  {row['walk_id']}{field if row['field'] else ''}"
    if len(told) > NAMED:
        yield f"  and {len(told) - NAMED} more: --json"
    if replayed.folder:
        yield f"  written to {replayed.folder}"


def _by_cause(replayed: Replayed) -> str:
    causes = Counter(row["cause"] for row in replayed.rows if row["kind"] == "changed")
    walks = len({row["walk_id"] for row in replayed.rows})
    told = [f"{causes['rules']} fields by the rules", f"{causes['repair']} by text repair alone"]
    return f"; {walks} changed: {', '.join(told)}" if causes else ""


def _cut(value: str | None) -> str:
    text = value or "null"
    return text if len(text) <= 60 else f"{text[:57]}..."
