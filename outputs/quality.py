"""Is a published catalogue what it says it is: rules that read the files and believe nothing."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from outputs.catalogue import open_catalogue
from outputs.columns import names
from outputs.durable import CatalogueUnusable
from outputs.encoding import TableHash
from outputs.fields import field_text
from outputs.rows import Record
from outputs.schema import OUTCOMES, PARTS, SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from outputs.catalogue import Catalogue
    from outputs.stored import StoredSnapshot
    from outputs.values import Row

EXAMPLES = 3
"""Offences that a finding names."""

BOUNDS = {
    "rating_beauty": 40.0,
    "rating_natural_interest": 20.0,
}
"""The greatest points that the site is known to give; no part of a rating is below nought."""

HIGHEST = 200.0
"""No rating, of a part or in all, is beyond this."""

CURLY = frozenset("‘’‚‛“”„‟′″")
VISIBLE_FORMATS = frozenset("\u200d\ufe0f")
"""Joiners and selectors: seen in what they do to an emoji."""

CLOSE = 0.01
"""How far a sum of printed points may be from the printed total."""

RATING = ("rating_beauty", "rating_natural_interest", "rating_human_interest", "rating_charisma")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found; ``detail`` names the first offences, or says what was looked at."""

    rule: str
    passed: bool
    detail: str


class Inspection:
    """A snapshot under inspection, and the one before it if that is there."""

    def __init__(self, snapshot: StoredSnapshot, before: StoredSnapshot | None = None) -> None:
        self.snapshot, self.before = snapshot, before

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table, in order."""
        return self.snapshot.table(table).every()

    @cached_property
    def walk_ids(self) -> Counter[str]:
        """How often each walk_id stands in ``walks``."""
        return Counter(row["walk_id"] for row in self.snapshot.table("walks").every(["walk_id"]))

    def records(self) -> Iterator[Record]:
        """Every walk with its parts."""
        for walk in self.rows("walks"):
            yield Record(walk, {t: self.snapshot.table(t).rows(walk["walk_id"]) for t in PARTS})


def _schemas(look: Inspection) -> Iterator[str]:
    version = look.snapshot.manifest["versions"]["schema"]
    for table, schema in TABLES.items():
        if not _is_of(version, pq.read_schema(look.snapshot.file(table)), schema):
            yield f"{table}.parquet has another schema than version {version}"


def _is_of(version: str, stored: pa.Schema, schema: pa.Schema) -> bool:
    """Whether a file has the schema of a version: an older one lacks columns and is documented otherwise."""
    if version == SCHEMA_VERSION:
        return stored.equals(schema, check_metadata=True)
    shared = [c for c in schema if c.name in stored.names]
    return bool(shared) and pa.schema(shared).equals(pa.schema([c for c in stored if c.name in schema.names]))


def _manifest(look: Inspection) -> Iterator[str]:
    for table in TABLES:
        told = look.snapshot.manifest["tables"][table]
        digest, count = TableHash(table, told["hashed"]), 0
        for row in look.rows(table):
            digest.add(row)
            count += 1
        if (count, digest.digest()) != (told["rows"], told["sha256"]):
            yield f"{table}.parquet does not hold the {told['rows']} rows that the manifest records"


def _unique(look: Inspection) -> Iterator[str]:
    yield from (f"{walk_id} stands {n} times" for walk_id, n in look.walk_ids.items() if n > 1)


def _owned(look: Inspection) -> Iterator[str]:
    for table in (*PARTS, "pages"):
        for row in look.snapshot.table(table).every(["walk_id"]):
            if row["walk_id"] is not None and row["walk_id"] not in look.walk_ids:
                yield f"{table}: {row['walk_id']} is no walk"


def _outcomes(look: Inspection) -> Iterator[str]:
    for row in look.snapshot.table("pages").every(["url", "outcome", "walk_id"]):
        if row["outcome"] not in OUTCOMES:
            yield f"{row['url']}: {row['outcome']!r} is no outcome"
        if row["outcome"] == "walk" and row["walk_id"] is None:
            yield f"{row['url']} is a walk without an id"


def _bounded(look: Inspection) -> Iterator[str]:
    points = [*RATING, "rating_negative_points", "rating_total"]
    for row in look.snapshot.table("walks").every(["walk_id", *points]):
        for name in points:
            if row[name] is not None and not 0 <= row[name] <= BOUNDS.get(name, HIGHEST):
                yield f"{row['walk_id']}: {name} is {row[name]}"


def _adding_up(look: Inspection) -> Iterator[str]:
    for row in look.rows("walks"):
        parts, lost, total = [row[n] for n in RATING], row["rating_negative_points"], row["rating_total"]
        stated = row["rating_adds_up"]
        if stated is None:
            continue
        if None in (*parts, lost, total):
            yield f"{row['walk_id']}: rating_adds_up is {stated}, and a part is missing"
        elif (abs(sum(parts) - lost - total) < CLOSE) != stated:
            yield f"{row['walk_id']}: rating_adds_up is {stated}, and the parts say otherwise"


def _ordered(look: Inspection) -> Iterator[str]:
    pairs = [(f"{q}_min", f"{q}_max") for q in ("length_km", "duration_hours", "duration_days")]
    pairs += [("first_seen", "last_changed"), ("last_changed", "last_seen")]
    for row in look.rows("walks"):
        for low, high in pairs:
            if row[low] is not None and row[high] is not None and row[low] > row[high]:
                yield f"{row['walk_id']}: {low} is after {high}"


def _repaired(look: Inspection) -> Iterator[str]:
    for record in look.records():
        for repair in record.parts["repairs"]:
            text = field_text(record, repair["field"])
            if text is None or text[repair["start"] : repair["end"]] != repair["after"]:
                yield f"{record.walk['walk_id']}: {repair['field']}[{repair['start']}:{repair['end']}]"


def _plain(look: Inspection) -> Iterator[str]:
    for table, schema in TABLES.items():
        for row in look.rows(table):
            for column in names(schema, "plain"):
                if fault := next(filter(None, map(unplain, _texts(row[column]))), None):
                    yield f"{table}.{column} of {row.get('walk_id')}: {fault}"


def _texts(value: Any) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [value]


def unplain(text: str) -> str | None:
    """What keeps a text from being plain, or None.

    >>> unplain("Peru's"), unplain("Peru’s"), unplain("soft" + chr(0xAD) + "hyphen")
    (None, 'a curly quote', 'the character U+00AD, which cannot be seen')

    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return None
    if not unicodedata.is_normalized("NFC", text):
        return "not in NFC"
    if CURLY & set(text):
        return "a curly quote"
    unseen = next((c for c in text if _unseen(c)), None)
    return f"the character U+{ord(unseen):04X}, which cannot be seen" if unseen else None


def _unseen(character: str) -> bool:
    if character in "\n " or character in VISIBLE_FORMATS:
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs")


def _feed(look: Inspection) -> Iterator[str]:
    """The feed must lead from the walks of the snapshot before to those of this one."""
    if look.before is None and look.snapshot.manifest["previous"] is not None:
        return
    held = {row["walk_id"] for row in look.before.table("walks").every(["walk_id"])} if look.before else set()
    for row in look.snapshot.table("changes").every():
        walk_id, kind = row["walk_id"], row["kind"]
        if (kind == "added") == (walk_id in held) and kind != "moved":
            yield f"{walk_id} is {kind}, and {'was there' if walk_id in held else 'was not there'}"
        if kind == "removed":
            held.discard(walk_id)
        elif kind == "moved":
            held.discard(json.loads(row["old"]))
        if kind in ("added", "moved"):
            held.add(walk_id)
    yield from (f"{walk_id}: the feed says otherwise" for walk_id in sorted(held ^ look.walk_ids.keys()))


RULES: dict[str, Callable[[Inspection], Iterator[str]]] = {
    "schemas": _schemas,
    "rows_and_hashes": _manifest,
    "walk_ids_unique": _unique,
    "rows_have_their_walk": _owned,
    "outcomes": _outcomes,
    "ratings_in_bounds": _bounded,
    "rating_adds_up": _adding_up,
    "ends_in_order": _ordered,
    "repairs_stand_in_their_text": _repaired,
    "text_is_plain": _plain,
    "feed_leads_here": _feed,
}
"""Every rule by name: it yields one line for each offence."""


def check_catalogue(path: str | Path) -> list[Finding]:
    """Inspect a catalogue (a workspace, its catalogue, or one snapshot) by every rule.

    Raises CatalogueUnusable when nothing is published there.
    """
    return inspect(open_catalogue(path))


def inspect(catalogue: Catalogue) -> list[Finding]:
    """Inspect the snapshot that a catalogue is opened at by every rule."""
    try:
        previous = catalogue.snapshot.manifest.get("previous")
    except CatalogueUnusable as error:
        return [Finding("rows_and_hashes", passed=False, detail=str(error))]
    before = next((s for s in catalogue.published if s.name == previous), None)
    look = Inspection(catalogue.snapshot, before)
    return [_finding(name, rule, look) for name, rule in RULES.items()]


def _finding(name: str, rule: Callable[[Inspection], Iterator[str]], look: Inspection) -> Finding:
    try:
        offences = list(rule(look))
    except (CatalogueUnusable, OSError, KeyError, ValueError, pa.ArrowException) as error:
        offences = [f"cannot be read: {str(error).splitlines()[0]}"]
    more = f" and {len(offences) - EXAMPLES} more" if len(offences) > EXAMPLES else ""
    return Finding(name, not offences, "; ".join(offences[:EXAMPLES]) + more)
