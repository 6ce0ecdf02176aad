"""A workspace whose archive grows week by week, each week normalised by the real command's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from click.testing import CliRunner

from normalize import normalize as read
from tests.normalize.sources.warcs import HTML, Warc
from waypost.cli.normalize import normalize

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from click.testing import Result

MONDAY = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
WEEK = timedelta(weeks=1)
PERU = "/best-world-walks/Peru/"


def page(title: str, *, beauty: int = 31, text: str = "", aside: str = "") -> bytes:
    """A walk's page; ``aside`` stands in its furniture, and is none of the walk's words."""
    total = beauty + 14 + 11 + 29 - 3
    return f"""<html><head><title>{title}</title></head><body><!-- {aside} --><h1>{title}</h1>
<h2>Key information: {title}</h2><ul><li>A way over high ground.</li></ul>
<h2>Walkopedia rating</h2><ul><li>Beauty {beauty}</li><li>Natural interest 14</li><li>Human interest 11</li>
<li>Charisma 29</li><li>Negative points 3</li><li>Total rating {total}</li></ul>
<h2>Vital Statistics</h2><ul><li>Length: 25km</li><li>2-3 days</li><li>Maximum Altitude: 4,500m</li></ul>
<p>The way called {title} begins at a bridge and ends at an inn. {text}</p></body></html>""".encode()


@dataclass
class Weeks:
    """A workspace, and the weeks that were crawled."""

    data: Path
    weeks: int = 0

    def week(self, *answers: tuple[str, bytes | int]) -> Result:
        """Archive the answers of one crawl (name and page, or name and status), and publish."""
        warc = Warc()
        warc.info(waypost_site="walkopedia")
        for number, (name, what) in enumerate(answers):
            date = f"{MONDAY + self.weeks * WEEK + timedelta(seconds=number):%Y-%m-%dT%H:%M:%SZ}"
            body, status = (what, "200 OK") if isinstance(what, bytes) else (b"", f"{what} Gone")
            warc.answer(PERU + name, body, status, date=date, headers=HTML)
        (self.data / "archive").mkdir(parents=True, exist_ok=True)
        warc.write(self.data / "archive" / f"{self.weeks:03}.warc.gz")
        self.weeks += 1
        return self.normalize()

    def normalize(self, *options: str) -> Result:
        """``waypost normalize`` on the workspace's archive, in this process."""
        done = CliRunner().invoke(normalize, ["--data", str(self.data), *options])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    @property
    def snapshots(self) -> list[str]:
        """Names of what was published, the oldest first."""
        return sorted(folder.name for folder in (self.data / "catalogue" / "snapshots").iterdir())


def other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every page read by rules that call each difficulty one thing, and mend no text."""
    from dataclasses import replace

    def otherwise(page: object, **asked: object) -> object:
        reading = read(page, **asked)  # type: ignore[arg-type]
        if reading.walk is None:
            return reading
        return replace(reading, walk=replace(reading.walk, difficulty="Read otherwise"))

    for module in ("waypost.readings", "waypost.again"):
        monkeypatch.setattr(f"{module}.normalize", otherwise)
    for module in ("waypost.publishing", "waypost.read_by", "waypost.replaying"):
        monkeypatch.setattr(f"{module}.read_by", lambda *told: "other rules")
    for module in ("outputs.draft", "outputs.rows", "outputs.manifest"):
        monkeypatch.setattr(f"{module}.RULES_VERSION", "99")
