"""``python -m benchmarks.dialects``: of walks never seen before, how much is read as a person reads it.

Each walk is written in every markup dialect, through every program that rewrites or dumps pages, in every
charset and kind of damage; a field is right when it is what the page was made from.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.generator.channels import Channel, Sample, channels, samples
from tests.generator.dumps import missing
from tests.generator.oracle import expected, wrong_fields

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
        default_factory=lambda: {name: Tally() for name in ("field", "all", *GROUPS)}
    )
    differing: dict[str, set[int]] = field(default_factory=dict)
    examples: list[tuple[Sample, str, Any, Any]] = field(default_factory=list)

    def add(self, sample: Sample) -> None:
        """Read a sample and count what is wrong."""
        asked, wrong = expected(sample), wrong_fields(sample)
        for name in asked:
            self.tallies["field"].add(name, 1, name in wrong)
        for group, name_of in GROUPS.items():
            self.tallies[group].add(name_of(sample.channel), len(asked), len(wrong))
        kind = "damaged" if sample.channel.damage != "whole" else _kind(sample.channel)
        self.tallies["all"].add(kind, len(asked), len(wrong))
        self.tallies["all"].add("together", len(asked), len(wrong))
        self.differing.setdefault(kind, set())
        if wrong:
            self.differing[kind].add(sample.seed)
        self.examples += [(sample, name, want, got) for name, (want, got) in wrong.items()]

    def print(self, walks: int, show: int) -> None:
        """Print every table, and the first examples of what is wrong."""
        for name, tally in self.tallies.items():
            print(f"\nright, by {name}" if name != "all" else "\nright")
            print("\n".join(tally.rows()))
        print("\nwalks with the same, right record in every one of them")
        for kind, differing in self.differing.items():
            print(f"  {kind:<28} {1 - len(differing) / walks:8.2%}")
        for sample, name, want, got in self.examples[:show]:
            channel = sample.channel
            print(f"\nwalk {sample.seed}, {channel.name}, {channel.charset}, {channel.damage}: {name}")
            print(f"  should be {want!r}\n  is        {got!r}")


def _kind(channel: Channel) -> str:
    if channel.extractor:
        return "dumps"
    return "rewritten pages" if channel.rewriter else "pages"


def main() -> None:
    """Generate, read, compare, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--walks", type=int, default=10)
    options.add_argument("--seed", type=int, default=1000, help="the first walk's")
    options.add_argument("--show", type=int, default=0, help="examples of what is wrong")
    options.add_argument("--only", choices=("pages", "rewritten pages", "dumps"))
    options.add_argument("--damage", action="append", help="of these kinds only")
    chosen = options.parse_args()
    if lacking := missing():
        options.error(f"apt-get install {' '.join(lacking)}")
    wanted = [c for c in channels() if chosen.only in (None, _kind(c))]
    wanted = [c for c in wanted if not chosen.damage or c.damage in chosen.damage]
    table = Table()
    for sample in samples(range(chosen.seed, chosen.seed + chosen.walks), wanted):
        table.add(sample)
    print(f"{chosen.walks} walks from seed {chosen.seed} in {len(wanted)} channels")
    table.print(chosen.walks, chosen.show)


if __name__ == "__main__":
    main()
