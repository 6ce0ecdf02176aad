"""``waypost check``: is a catalogue what it says it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from waypost.cli.common import at_snapshot, common, opened, print_json
from waypost.verdict import Verdict

if TYPE_CHECKING:
    from outputs.quality import Finding


@click.command
@at_snapshot
@common
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a rule.")
def check(snapshot: str | None, as_json: bool) -> Verdict:
    """Validate a snapshot against its schema and the rules of quality.

    The exit status is 3 where a rule fails.
    """
    from outputs.quality import inspect

    findings = inspect(opened(snapshot))
    for finding in findings:
        if as_json:
            print_json(asdict(finding))
        else:
            click.echo(_shown(finding))
    return Verdict.DONE if all(f.passed for f in findings) else Verdict.HELD_BACK


def _shown(finding: Finding) -> str:
    words = [f"{finding.rule}: {finding.detail}" if finding.detail else finding.rule]
    return "  ".join(["passed" if finding.passed else "FAILED", *words])
