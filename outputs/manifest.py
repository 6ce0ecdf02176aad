"""``manifest.json``: what a snapshot holds, what it was made from, and by which versions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from normalize import RULES_VERSION
from outputs.dictionary import data_package
from outputs.encoding import stamp
from outputs.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from outputs.values import Row

ENCODING = (
    "SHA-256 over the rows in walk_id order (null first), rows of one walk in the order of their bytes; "
    "a row is a JSON object of the columns under `hashed`, in that order, UTF-8, no spaces, "
    "times to the microsecond with Z, and a line feed after it"
)


class OtherInput(Exception):  # noqa: N818 -- it names a state of affairs, as users see it
    """The catalogue was made from other input; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class Input:
    """What a snapshot is made from: the workspace's archive, given files by path and hash, or both."""

    archive: bool
    files: dict[str, str]

    @classmethod
    def of(cls, given: Mapping[str, str] | None) -> Input:
        """The input of one call: the archive, where no files are given."""
        return cls(archive=given is None, files=dict(sorted((given or {}).items())))

    @classmethod
    def recorded(cls, manifest: Row) -> Input:
        """The input that a manifest records."""
        told = manifest["input"]
        return cls(told["archive"], told["files"])

    def onto(self, before: Input, *, add: bool) -> Input:
        """The input of the next snapshot; raises OtherInput where it differs and is not to be added."""
        if add:
            return Input(self.archive or before.archive, dict(sorted((before.files | self.files).items())))
        same = before.archive if self.archive else (not before.archive and before.files == self.files)
        if not same:
            raise OtherInput(
                "the catalogue was made from other input; add to it with --add, or name another workspace"
            )
        return before

    def as_row(self) -> Row:
        """The input as a manifest records it."""
        return {"archive": self.archive, "files": self.files}


def archives(pages: Iterable[Row]) -> dict[str, int]:
    """The files of the archive that pages were read from, and how many each."""
    return dict(sorted(Counter(p["archive_file"] for p in pages if p["archive_file"]).items()))


def manifest(
    name: str, now: datetime, previous: str | None, tables: dict[str, Any], made_from: Input, **more: Any
) -> Row:
    """The manifest as a dictionary; ``more`` are entries that only the publisher knows."""
    return {
        "name": name,
        "made_at": stamp(now),
        "previous": previous,
        "versions": {"schema": SCHEMA_VERSION, "rules": RULES_VERSION, "pyarrow": pa.__version__},
        "input": made_from.as_row(),
        "encoding": ENCODING,
        "tables": tables,
        **more,
        "datapackage": data_package(name, now, tables),
    }
