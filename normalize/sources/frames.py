"""The stretches of a WARC file that can be read in one go, packed or not.

A stretch ends at the end of the file or at a broken place; reading goes on at the next gzip member, or at
the next record of a file that is not packed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import deque
from typing import BinaryIO, Protocol

_CHUNK = 16 << 10
_GZIP = b"\x1f\x8b\x08"
_RECORD = b"WARC/1."
_MAX_FAULTS = 100  # looking for the next member after a broken one must not make the reading quadratic
_FREE = 256 << 20  # bytes that may be unpacked before the ratio counts
_MAX_RATIO = 100  # HTML packs to a fifth or a tenth
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError)


class Frames(Protocol):
    """A file's stretches, one after another; ``read`` gives the current one's bytes and then b"".

    ``fault`` says at what the stretch ended, where that is not the end of the file.
    """

    fault: str | None
    error: OSError | None  # what the file system said, which FastWARC would take for a bad record

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes."""

    def tell(self) -> int:
        """Always 0: places in a stretch count from its start."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Not possible; FastWARC asks for the method, and does not call it."""

    def close(self) -> None:
        """Leave the file open: it belongs to whoever opened it."""

    def place(self, inside: int) -> int:
        """The offset that a record is known by, from its place in the stretch; places only grow."""

    def over(self, inside: int) -> bool:
        """Whether the member that holds the place was read to its end, and found whole."""

    def faulty(self, inside: int) -> bool:
        """Whether the member that holds the place has a fault; it is read to its end to see."""

    def advance(self, last: int | None, misread: bool) -> bool:
        """Go to the next stretch, past a fault or past what was ``misread``: something that is no record.

        ``last`` is the place of the last record that was read, None where there was none.
        """


def frames(file: BinaryIO, start: int = 0) -> Frames:
    """The stretches of an open WARC file from ``start`` on."""
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
        except _BROKEN_ZIP:
            return b""
        except OSError as error:
            self.error = error
            raise

    def _sought(self, offset: int) -> bool:
        try:
            self._file.seek(offset)
        except _BROKEN_ZIP:  # which reads in order to seek
            return False
        return True

    def _seek_next(self, start: int, mark: bytes) -> int | None:
        """Put the file at the next ``mark`` from ``start`` on, and say where that is."""
        kept = b""
        if self._faults > _MAX_FAULTS or not self._sought(start):
            return None
        while chunk := self._chunk(_CHUNK):
            window = kept + chunk
            at = window.find(mark)
            if at >= 0:
                return start + at if self._sought(start + at) else None
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
    """A file that is not packed."""

    def read(self, size: int = -1, /) -> bytes:
        return self._chunk(size if 0 < size <= _CHUNK else _CHUNK)

    def place(self, inside: int) -> int:
        return self._start + inside

    def over(self, inside: int) -> bool:
        return True

    def faulty(self, inside: int) -> bool:
        return False

    def advance(self, last: int | None, misread: bool) -> bool:
        self._faults += 1
        found = self._seek_next(self._start + (last or 0) + 1, _RECORD) if misread else None
        self._start = self._start if found is None else found
        return found is not None


class _Members(_Forward):
    """A gzip file: its members in a row are one stretch, as long as they are whole.

    A record that opens a member is known by where the member starts in the file, as every archive tool has
    it; any other record by its place in the unpacked bytes.
    """

    def __init__(self, file: BinaryIO, start: int) -> None:
        super().__init__(file, start)
        self._taken = self._first = start  # bytes of the file given to the unpacker so far, and at first
        self._unpacked = 0  # bytes unpacked in all
        self._open(start, b"", fresh=True)

    def _open(self, start: int, packed: bytes, *, fresh: bool) -> None:
        """Begin with the member at ``start``, of which ``packed`` was taken; a fresh one opens a stretch."""
        if fresh:
            self._start, self._before, self.fault = start, self._unpacked, None
            self._starts: deque[tuple[int, int]] = (
                deque()
            )  # of members: place in the stretch, and in the file
        self._starts.append((self._unpacked - self._before, start))
        self._member, self._packed = zlib.decompressobj(31), packed

    def read(self, size: int = -1, /) -> bytes:
        size = size if 0 < size <= _CHUNK else _CHUNK
        out = b""
        while not out and not self.fault and (not self._member.eof or self._next_member()):
            out = self._unpack(size)
        self._unpacked += len(out)
        return out

    def _next_member(self) -> bool:
        rest = self._member.unused_data or self._more()
        if rest and not rest.startswith(_GZIP[: len(rest)]):
            self.fault = "not gzip"
        elif rest:
            self._open(self._taken - len(rest), rest, fresh=False)
        return bool(rest) and not self.fault

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
        while len(self._starts) > 1 and self._starts[1][0] <= inside:
            self._starts.popleft()
        at, start = self._starts[0]
        return start if at == inside else self._before + inside

    def over(self, inside: int) -> bool:
        return self._starts[-1][0] > inside

    def faulty(self, inside: int) -> bool:
        while not self.over(inside) and self.read():
            pass
        return self.fault is not None and not self.over(inside)

    def advance(self, last: int | None, misread: bool) -> bool:
        self._faults += 1
        later = [start for at, start in self._starts if last is not None and at > last]
        if not misread:  # then it is the member read last that has the fault
            found = self._seek_next(self._starts[-1][1] + 1, _GZIP)
        elif later:
            found = later[0] if self._sought(later[0]) else None
        else:
            found = self._seek_next(self._starts[0][1] + 1, _GZIP)
        if found is None or self._faults > _MAX_FAULTS:
            return False
        self._taken = found
        self._open(found, b"", fresh=True)
        return True
