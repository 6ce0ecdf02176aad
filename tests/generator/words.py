"""The words that walks are made of, drawn by a seeded die."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

SINGULAR = ("place", "river", "month", "folk", "number", "bird")


@cache
def words() -> dict[str, Any]:
    """The tables of ``words.toml``."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


class Writer:
    """Draws from the tables and fills the names in."""

    def __init__(self, die: Random, title: str = "") -> None:
        self.die = die
        self.title = title
        self.used: set[str] = set()

    def draw(self, table: str) -> str:
        """One entry of a table, its names filled in."""
        return self.fill(self.die.choice(words()[table]))

    def fresh(self, table: str) -> str:
        """One entry that was not drawn before, as long as there are any."""
        left = [entry for entry in words()[table] if entry not in self.used] or words()[table]
        entry = self.die.choice(left)
        self.used.add(entry)
        return self.fill(entry)

    def fill(self, entry: str) -> str:
        """An entry with its names filled in; two places are never the same."""
        place, place2 = self.die.sample(words()["places"], 2)
        return entry.format(
            title=self.title,
            place=place,
            place2=place2,
            saint=self.die.choice(words()["saints"]),
            river=self.die.choice(words()["rivers"]),
            month=self.die.choice(words()["months"]),
            folk=self.die.choice(words()["folk"]),
            numbers=self.die.choice(words()["numbers"]),
            birds=self.die.choice(words()["birds"]),
        )

    def paragraph(self) -> str:
        """Two to five sentences."""
        return " ".join(self.fresh("sentences") for _ in range(self.die.randint(2, 5)))

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.die.random() < share
