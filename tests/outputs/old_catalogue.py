"""Saves a small catalogue of today's schema, for the tests of all later ones.

``python -m tests.outputs.old_catalogue``, before the version is raised, writes
``tests/fixtures/schema/<version>``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from outputs.publish import publish
from outputs.schema import SCHEMA_VERSION
from tests.outputs.walk_builder import HOME, MONDAY, WEEK, answer, bare, named, numbered, read, walk

FOLDER = Path("tests/fixtures/schema")


def save(folder: Path) -> None:
    """Publish one snapshot with every kind of row into a folder, in place of what stands there."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = [
        read(
            walk(title="Sentier côtier", site_id="12", narrative="Peru's valleys.", warnings=("a warning",))
        ),
        read(numbered(12, "Sentier", rating_beauty=34.0, rating_total=92.0), MONDAY - WEEK),
        read(numbered(13, "Renamed", photos=(), key_information=(), max_altitude_m=9.0, difficulty=None)),
        read(bare("Salt Road", country=None, difficulty="b\x00d"), None),
        answer(f"{HOME}/gone", "gone", MONDAY, 404),
        read(named("New Walk")),
    ]
    publish(pages, folder, now=MONDAY)
    for left in (folder / "latest", folder / ".lock", folder / "held"):
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink(missing_ok=True)


if __name__ == "__main__":
    save(FOLDER / SCHEMA_VERSION)
