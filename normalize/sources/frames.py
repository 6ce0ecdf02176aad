"""The stretches of a WARC file that can be read by themselves: gzip members, or the whole of a plain file.

A member that is broken or cut short ends early, and reading goes on at the next one.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO, Protocol

_CHUNK = 16 << 10
_GZIP = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_MAX_FAULTS = 100  # looking for the next member after a broken one must not make the reading quadratic
_FREE = 256 << 20  # bytes that may be unpacked before the ratio counts
_MAX_RATIO = 100  # HTML packs to a fifth or a tenth


class Frames(Protocol):
    """A file's frames, one after another; ``read`` gives the current one's bytes and then b"".

    ``fault`` says what was wrong with the current frame, once it is read to its end.
    """

    fault: str | None
    error: OSError | None  # what the file system said, which FastWARC would take for a bad record

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes of the current frame."""

    def tell(self) -> int:
        """Always 0: places inside a frame count from its start."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Not possible; FastWARC asks for the method, and does not call it."""

    def close(self) -> None:
        """Leave the file open: it belongs to whoever opened it."""

    def place(self, inside: int) -> int:
        """The offset that a record is known by, from its place inside the frame."""

    def advance(self, misread: int | None) -> bool:
        """Go to the next frame; ``misread`` is the place inside where something other than a record stood."""


def frames(file: BinaryIO, start: int = 0) -> Frames:
    """The frames of an open WARC file from ``start`` on."""
    file.seek(start)
    packed = file.read(len(_GZIP)) == _GZIP
    file.seek(start)
    return _Members(file, start) if packed else _Plain(file, start)


class _Forward:
    fault: str | None = None
    error: OSError | None = None

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file, self._start, self._faults = file, start, 0

    def _chunk(self, size: int) -> bytes:
        try:
            return self._file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError):  # inside a WACZ
            return b""
        except OSError as error:
            self.error = error
            raise

    def _seek_next(self, start: int, mark: bytes) -> int | None:
        """Put the file at the next ``mark`` from ``start`` on, and say where that is."""
        self._file.seek(start)
        kept = b""
        while chunk := self._chunk(_CHUNK):
            window = kept + chunk
            at = window.find(mark)
            if at >= 0:
                self._file.seek(start + at)
                return start + at
            kept = window[-(len(mark) - 1) :]
            start += len(window) - len(kept)
        return None

    def tell(self) -> int:
        return 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise OSError("a frame is read forward only")

    def close(self) -> None:
        pass


class _Plain(_Forward):
    """A file that is not packed: one frame, and another after every place that is no record."""

    def read(self, size: int = -1, /) -> bytes:
        return self._chunk(size if 0 < size <= _CHUNK else _CHUNK)

    def place(self, inside: int) -> int:
        return self._start + inside

    def advance(self, misread: int | None) -> bool:
        self._faults += 1
        if misread is None or self._faults > _MAX_FAULTS:
            return False
        found = self._seek_next(self._start + misread + 1, _RECORD)
        self._start = self._start if found is None else found
        return found is not None


class _Members(_Forward):
    """The members of a gzip file.

    A record that opens a member is known by where the member starts in the file, as every archive tool has
    it; any other record by its place in the unpacked stream.
    """

    def __init__(self, file: BinaryIO, start: int) -> None:
        super().__init__(file, start)
        self._taken = start  # bytes of the file given to the unpacker so far
        self._first = start
        self._unpacked = self._before = 0  # bytes unpacked in all, and before this member
        self._member = zlib.decompressobj(31)
        self._packed = b""

    def read(self, size: int = -1, /) -> bytes:
        size = size if 0 < size <= _CHUNK else _CHUNK
        out = b""
        while not out and not self.fault and not self._member.eof:
            out = self._unpack(size)
        self._unpacked += len(out)
        return out

    def _unpack(self, size: int) -> bytes:
        packed = self._member.unconsumed_tail or self._packed or self._more()
        self._packed = b""
        try:
            out = self._member.decompress(packed, size)
        except zlib.error:
            self.fault = "broken"
            return b""
        if not packed and not out:
            self.fault = "cut short"
        elif self._unpacked > max(_FREE, _MAX_RATIO * (self._taken - self._first)):
            self.fault, self._faults = "unpacks to too much", _MAX_FAULTS
        return out

    def _more(self) -> bytes:
        chunk = self._chunk(_CHUNK)
        self._taken += len(chunk)
        return chunk

    def place(self, inside: int) -> int:
        return self._before + inside if inside else self._start

    def advance(self, misread: int | None) -> bool:
        while self.read():
            pass
        rest = self._member.unused_data or (b"" if self.fault else self._more())
        start = self._taken - len(rest)
        if rest and rest.startswith(_GZIP[: len(rest)]):
            self._open(start, rest)
            return True
        if rest:  # padding, or bytes of something else
            self._start = start
        return bool(rest or self.fault) and self._recover()

    def _recover(self) -> bool:
        self._faults += 1
        found = self._seek_next(self._start + 1, _GZIP) if self._faults <= _MAX_FAULTS else None
        if found is None:
            return False
        self._taken = found
        self._open(found, b"")
        return True

    def _open(self, start: int, packed: bytes) -> None:
        self._start, self._before, self.fault = start, self._unpacked, None
        self._member, self._packed = zlib.decompressobj(31), packed
