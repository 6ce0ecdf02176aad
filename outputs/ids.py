"""The memory of ids: ``ids.jsonl``, only ever added to, read before any key is minted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from outputs.claims import Claim
from outputs.encoding import json_line, stamp
from outputs.lines import damaged, read_lines, whole_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from outputs.stores import Kept
    from outputs.values import Row


@dataclass(slots=True)
class Register:
    """Every id ever minted, what it was known by, and which ids proved to be one walk.

    A line is either ``{"walk_id", "site", "keys", "leads", "title", "figures", "countries", "at"}``, when the
    id is minted and again whenever it is met under another key, or ``{"walk_id", "same_as", "at"}``.
    """

    whole: bytes = b""
    kept: Kept | None = None
    claims: list[Claim] = field(default_factory=list)
    age: dict[str, int] = field(default_factory=dict)
    same_as: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Kept | None, address: str) -> Register:
        """Read the file, None where there is none yet; a last line that a crash cut short does not count."""
        register = cls(whole_lines(kept), kept)
        for number, line in enumerate(read_lines(kept, address), start=1):
            try:
                register.take(line)
            except (ValueError, KeyError, TypeError) as error:
                raise damaged(address, number, error) from error
        return register

    def upto(self, lines: int) -> Register:
        """The register as it was when it had so many lines."""
        whole = b"".join(self.whole.splitlines(keepends=True)[:lines])
        register = Register(whole)
        for line in whole.splitlines():
            register.take(json.loads(line))
        return register

    def take(self, line: Row) -> None:
        """Learn one line."""
        walk_id = line["walk_id"]
        self.age.setdefault(walk_id, len(self.age))
        if "same_as" in line:
            self.same_as[walk_id] = line["same_as"]
        else:
            self.claims.append(_claim(line, f"register:{len(self.claims)}"))

    def present(self, walk_id: str) -> str:
        """The id that a walk goes by today."""
        for _ in range(len(self.same_as) + 1):
            if walk_id not in self.same_as:
                break
            walk_id = self.same_as[walk_id]
        return walk_id

    def former(self) -> dict[str, list[str]]:
        """For each id that took others in, those others."""
        taken: dict[str, list[str]] = {}
        for old in sorted(self.same_as):
            taken.setdefault(self.present(old), []).append(old)
        return taken

    def state(self, added: bytes = b"") -> Row:
        """What a manifest records of the file: lines and hash, ``added`` included."""
        data = self.whole + added
        return {"lines": data.count(b"\n"), "sha256": sha256(data).hexdigest()}


def _claim(line: Row, node: str) -> Claim:
    return Claim(
        node=node,
        site=line["site"],
        keys=frozenset(line["keys"]),
        leads=frozenset(line["leads"]),
        title=line["title"],
        figures=tuple(None if f is None else tuple(f) for f in line["figures"]),
        countries=frozenset(line["countries"]),
        walk_id=line["walk_id"],
    )


def lines(learnt: Iterable[Claim], merged: dict[str, str], at: datetime) -> bytes:
    """New lines for the file: claims, each with its ``walk_id``, then the ids that proved to be one walk."""
    told: list[Row] = [
        {
            "walk_id": c.walk_id,
            "site": c.site,
            "keys": sorted(c.keys),
            "leads": sorted(c.leads),
            "title": c.title,
            "figures": c.figures,
            "countries": sorted(c.countries),
            "at": stamp(at),
        }
        for c in learnt
    ]
    told += [{"walk_id": old, "same_as": new, "at": stamp(at)} for old, new in sorted(merged.items())]
    return b"".join(map(json_line, told))
