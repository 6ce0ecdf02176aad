"""What tests of the catalogue share: a folder to publish in, and a week's crawl in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from outputs.publish import Publication, publish
from tests.outputs.walk_builder import MONDAY, WEEK, Pair

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Where the catalogue of a test is published."""
    return tmp_path / "catalogue"


class Crawl(Protocol):
    """Publishes what was read in one week."""

    def __call__(self, week: int, *pages: Pair, accept: str | None = None) -> Publication:
        """Publish pages ``week`` weeks after the first Monday."""


@pytest.fixture
def crawl(catalogue: Path) -> Crawl:
    """Publish into the test's catalogue, week by week."""

    def publish_week(week: int, *pages: Pair, accept: str | None = None) -> Publication:
        return publish(pages, catalogue, now=MONDAY + week * WEEK, accept=accept)

    return publish_week
