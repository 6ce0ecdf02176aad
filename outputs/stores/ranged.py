"""A file whose bytes are fetched range by range, as they are asked for."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import obstore

from outputs.stores.refusals import told

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from obstore.store import ObjectStore

AHEAD = 2**16
"""Bytes that are fetched at the least: the footer of a file comes with one request."""


def read_ranges(objects: ObjectStore, key: str, address: str) -> io.BufferedReader:
    """An object to read from and seek in; raises FileNotFoundError where there is none."""
    with told(address):
        size = obstore.head(objects, key)["size"]
    return io.BufferedReader(_Ranges(objects, key, size, address), AHEAD)


class _Ranges(io.RawIOBase):
    """One request a read."""

    def __init__(self, objects: ObjectStore, key: str, size: int, address: str) -> None:
        self._objects, self._key, self._size, self._address = objects, key, size, address
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(start + offset, 0)
        return self._place

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        into = memoryview(buffer).cast("B")
        length = min(len(into), max(self._size - self._place, 0))
        if length:
            with told(self._address):
                got = obstore.get_range(self._objects, self._key, start=self._place, length=length)
            into[:length] = memoryview(got)
            self._place += length
        return length
