"""``python -m benchmarks.dialects``: of walks never seen before, how much is read as a person reads it.

Each walk is written in every markup dialect, through every program that rewrites or dumps pages, in every
charset and kind of damage; a field is right when it is what the page was made from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.generator.channels import Channel, Sample, channels, samples
from tests.generator.dumps import missing
from tests.generator.oracle import difference, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass
class Tally:
    """Fields asked and fields wrong, by whatever they are grouped by."""

    asked: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, group: str, asked: int, wrong: int) -> None:
        """Count a sample's fields."""
        self.asked[group] += asked
        self.wrong[group] += wrong

    def rows(self) -> Iterable[str]:
        """A line a group, the worst first."""
        for group in sorted(self.asked, key=self.share):
            yield f"  {group:<28} {self.share(group):8.2%}  of {self.asked[group]:,}"

    def share(self, group: str) -> float:
        """The share right in a group."""
        return 1 - self.wrong[group] / self.asked[group]


GROUPS: dict[str, Callable[[Channel], str]] = {
    "dialect": lambda channel: channel.dialect,
    "program": lambda channel: channel.rewriter or channel.extractor or "none",
    "damage": lambda channel: channel.damage,
    "charset": lambda channel: channel.charset,
}


@dataclass
class Table:
    """Everything that was counted."""

    tallies: dict[str, Tally] = field(
        default_factory=lambda: {name: Tally() for name in ("all", "field", *GROUPS)}
    )
    records: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))
    faulty: set[tuple[str, int]] = field(default_factory=set)
    examples: list[tuple[Sample, str, Any, Any]] = field(default_factory=list)

    def add(self, sample: Sample) -> None:
        """Read a sample and count what is wrong."""
        verdict, channel = judge(sample), sample.channel
        for name in verdict.asked:
            self.tallies["field"].add(name, 1, name in verdict.wrong)
        groups = {group: name_of(channel) for group, name_of in GROUPS.items()}
        for group, name in (*groups.items(), ("all", kind_of(channel)), ("all", "together")):
            self.tallies[group].add(name, len(verdict.asked), len(verdict.wrong))
        key = kind_of(channel), sample.seed
        self.records[key].add(json.dumps(_carried_by_all(verdict.record, channel), sort_keys=True))
        if verdict.wrong:
            self.faulty.add(key)
        self.examples += [(sample, name, want, got) for name, (want, got) in verdict.wrong.items()]

    def print(self, show: int) -> None:
        """Print every table, and the first examples of what is wrong."""
        for name, tally in self.tallies.items():
            print(f"\nfields right, by {name}" if name != "all" else "\nfields right")
            print("\n".join(tally.rows()))
        print("\nwalks: the same record in every one of them; every field right in every one")
        for kind in dict.fromkeys(kind for kind, _ in self.records):
            walks = [key for key in self.records if key[0] == kind]
            same = sum(len(self.records[key]) == 1 for key in walks) / len(walks)
            right = sum(key not in self.faulty for key in walks) / len(walks)
            told = "" if kind in ("dumps", "damaged") else f"{same:8.2%}"
            print(f"  {kind:<28} {told:>8} {right:8.2%}")
        for sample, name, want, got in self.examples[:show]:
            channel = sample.channel
            print(f"\nwalk {sample.seed}, {channel.name}, {channel.charset}, {channel.damage}: {name}")
            print(f"  {difference(want, got)}")


def _carried_by_all(record: dict[str, Any], channel: Channel) -> dict[str, Any]:
    """A record without what one of the programs that write pages again loses: LibreOffice, images."""
    return {name: value for name, value in record.items() if not (channel.rewriter and name == "photos")}


def kind_of(channel: Channel) -> str:
    """Whether a sample is a page of ours, one written again, a dump, or any of these with damage."""
    if channel.damage != "whole":
        return "damaged"
    if channel.extractor:
        return "dumps"
    return "rewritten pages" if channel.rewriter else "pages"


def main() -> None:
    """Generate, read, compare, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--walks", type=int, default=10)
    options.add_argument("--seed", type=int, default=1000, help="the first walk's")
    options.add_argument("--show", type=int, default=0, help="examples of what is wrong")
    options.add_argument("--only", action="append", choices=("pages", "rewritten pages", "dumps", "damaged"))
    chosen = options.parse_args()
    if lacking := missing():
        options.error(f"apt-get install {' '.join(lacking)}")
    wanted = [c for c in channels() if not chosen.only or kind_of(c) in chosen.only]
    table = Table()
    for sample in samples(range(chosen.seed, chosen.seed + chosen.walks), wanted):
        table.add(sample)
    print(f"{chosen.walks} walks from seed {chosen.seed} in {len(wanted)} channels")
    table.print(chosen.show)


if __name__ == "__main__":
    main()
