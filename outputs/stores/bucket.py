"""A catalogue in a bucket of an object store: each object whole, the pointer written conditionally."""

from __future__ import annotations

import errno
import json
import os
import socket
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import AlreadyExistsError, PreconditionError
from obstore.store import from_url

from outputs.durable import CatalogueUnusable
from outputs.lines import whole_lines
from outputs.stores.ranged import read_ranges
from outputs.stores.refusals import told
from outputs.stores.store import WHOLE, CatalogueBusy, Kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from obstore import PutMode, PutResult
    from obstore.store import ObjectStore

CLAIM = ".claim"
"""Object that takes a snapshot's name: only one publisher can create it. Readers of Parquet pass it over."""

ABANDONED = timedelta(days=1)
"""What nobody has written to for so long has lost its publisher."""

PATIENCE: Any = {"max_retries": 4, "retry_timeout": timedelta(seconds=60)}
"""How long a server that does not answer is asked again."""


class Bucket:
    """A bucket, or what is below a prefix in it. There is no lock: who was quicker wins."""

    def __init__(self, objects: ObjectStore, address: str) -> None:
        self.objects, self.address = objects, address.rstrip("/")
        self._drafts: Path | None = None

    @classmethod
    def at(cls, url: str) -> Bucket:
        """The bucket of a URL; how to reach it stands in the environment (``AWS_*`` for ``s3://``).

        Raises CatalogueUnusable for a URL or an environment that makes no sense.
        """
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""
        options: Any = {"allow_http": True} if endpoint.startswith("http://") else None
        with told(url):
            return cls(from_url(url, client_options=options, retry_config=PATIENCE), url)

    def locate(self, key: str) -> str:
        """The URL of what stands under a key."""
        return f"{self.address}/{key}"

    def read(self, key: str) -> Kept | None:
        """An object, None where there is none."""
        with suppress(FileNotFoundError), told(self.address):
            got = obstore.get(self.objects, key)
            return Kept(bytes(got.bytes()), (got.meta["e_tag"], got.meta["version"]))
        return None

    def open(self, key: str) -> BinaryIO:
        """An object that is read range by range."""
        try:
            return read_ranges(self.objects, key, self.address)
        except FileNotFoundError:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.locate(key)) from None

    def entries(self, key: str) -> list[str]:
        """What stands between a key and the next slash, where there is an object behind it.

        Some servers go on listing a folder when the last object in it is gone.
        """
        behind = [meta["path"].removeprefix(f"{key}/").partition("/") for meta in self._below(key)]
        return sorted({name for name, _, rest in behind if rest})

    def idle(self, key: str) -> bool:
        """Whether the newest object below a key is older than `ABANDONED`."""
        return all(datetime.now(UTC) - meta["last_modified"] > ABANDONED for meta in self._below(key))

    def size(self, key: str = "") -> int:
        """Bytes of all objects below a key."""
        return sum(meta["size"] for meta in self._below(key))

    def _below(self, key: str) -> list[Any]:
        with told(self.address):
            return [meta for metas in obstore.list(self.objects, key or None) for meta in metas]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have a local folder for drafts."""
        with TemporaryDirectory(prefix="waypost-") as folder:
            self._drafts = Path(folder)
            yield

    def draft(self, key: str) -> Path:
        """A folder on the local disk."""
        if self._drafts is None:
            raise RuntimeError("drafts are made at work: `with bucket.at_work():`")
        return self._drafts / key.replace("/", "-")

    def place(self, draft: Path, key: str) -> None:
        """Claim the name, and send every file; takes back what was sent when that cannot be gone through."""
        self._create(
            f"{key}/{CLAIM}", json.dumps({"host": socket.gethostname(), "pid": os.getpid()}).encode()
        )
        try:
            for file in sorted(draft.iterdir(), key=lambda f: (f.name == WHOLE, f.name)):
                with told(self.address):
                    obstore.put(self.objects, f"{key}/{file.name}", file)
        except Exception:
            with suppress(CatalogueUnusable):
                self.remove(key)
            raise
        with told(self.address):
            obstore.delete(self.objects, f"{key}/{CLAIM}")

    def remove(self, key: str) -> None:
        """Delete every object below a key, the manifest first."""
        paths = [meta["path"] for meta in self._below(key)]
        with told(self.address):
            obstore.delete(self.objects, f"{key}/{WHOLE}")
            obstore.delete(self.objects, [path for path in paths if path != f"{key}/{WHOLE}"])

    def swap(self, key: str, data: bytes, seen: Kept | None) -> Kept:
        """Write under the condition that nobody has since: ``If-Match``, or ``If-None-Match: *``."""
        if seen is None:
            return self._create(key, data)
        marks = zip(("e_tag", "version"), seen.mark, strict=True)
        version: Any = {name: value for name, value in marks if value is not None}
        return self._put(key, data, version)

    def extend(self, key: str, data: bytes, seen: Kept | None) -> Kept:
        """Write what is whole and what is added, under the same condition; an object cannot be added to."""
        return self.swap(key, whole_lines(seen) + data, seen)

    def _create(self, key: str, data: bytes) -> Kept:
        return self._put(key, data, "create")

    def _put(self, key: str, data: bytes, mode: PutMode) -> Kept:
        try:
            with told(self.address):
                return _kept(data, obstore.put(self.objects, key, data, mode=mode))
        except (AlreadyExistsError, PreconditionError):
            found = self.read(key)
            if found is None or found.data != data:  # or it was ours, and only its answer was lost
                raise CatalogueBusy.overtaken(self.locate(key)) from None
            return found

    def point(self, key: str, target: str) -> None:
        """Nothing: there are no links."""

    def led_to(self, key: str) -> None:
        """Nowhere: there are no links."""


def _kept(data: bytes, put: PutResult) -> Kept:
    return Kept(data, (put["e_tag"], put["version"]))
