"""Words with accented letters by their damaged pattern, out of ``words/forms.bin``.

One line a form, in windows-1252, in the order of the patterns, so that looking one up is a search by halves
in 2 MB of bytes: no table is built, and nothing is loaded before the first damaged word is met.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from importlib.resources import files

_ASCII_OR_MARK = bytes(c if c < 128 else 0x3F for c in range(256))
_LEAST_COMMON = ord("A")


@cache
def _forms() -> bytes:
    return b"\n" + zlib.decompress(files(__package__).joinpath("words", "forms.bin").read_bytes()) + b"\n"


@cache
def english() -> frozenset[bytes]:
    """The commonest English words, in lower case."""
    packed = files(__package__).joinpath("words", "english.bin").read_bytes()
    return frozenset(zlib.decompress(packed).split(b"\n"))


@lru_cache(maxsize=20_000)
def forms(pattern: bytes) -> tuple[tuple[str, int], ...]:
    """The words that a conversion to ASCII leaves as ``pattern``, each with how common it is (0 to 25).

    >>> [form for form, _ in forms(b"na?ve")]
    ['naïve']
    """
    lines = _forms()
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high) // 2
        end = lines.index(b"\n", middle + 1)
        start = lines.rfind(b"\n", 0, end) + 1
        if lines[start : end - 1].translate(_ASCII_OR_MARK) < pattern:
            low = end
        else:
            high = start - 1
    return tuple(_read(lines, low + 1, pattern))


def _read(lines: bytes, start: int, pattern: bytes) -> list[tuple[str, int]]:
    found = []
    while start < len(lines):
        end = lines.index(b"\n", start)
        form = lines[start : end - 1]
        if form.translate(_ASCII_OR_MARK) != pattern:
            break
        found.append((form.decode("cp1252"), lines[end - 1] - _LEAST_COMMON))
        start = end + 1
    return sorted(found, key=lambda f: (-f[1], f[0]))
