"""What tests of the catalogue share: a folder to publish in, and a week's crawl in one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import pytest

from outputs.publish import Publication, publish
from tests.object_server import BUCKET, serve_objects
from tests.outputs.walk_builder import MONDAY, WEEK, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator
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


@pytest.fixture(scope="session")
def object_store() -> Iterator[dict[str, str]]:
    """A real S3 server: the environment that leads to it."""
    with serve_objects() as environment:
        yield environment


@pytest.fixture
def bucket(object_store: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty place in a bucket, which this process and its children can reach."""
    for name, value in object_store.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{uuid4().hex}"
