"""Whether bytes are those that a WARC header vouches for."""

from __future__ import annotations

import base64
import hashlib

_ALGORITHMS = {"md5", "sha1", "sha256", "sha384", "sha512"}


def matches(data: bytes, digest: str | None) -> bool | None:
    """Whether ``data`` has the labelled digest (``sha1:`` in base32 or hex); None where nothing can be said.

    >>> matches(b"", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), matches(b"a", "sha256:00"), matches(b"", None)
    (True, False, None)

    """
    label, _, value = (digest or "").strip().partition(":")
    algorithm = label.lower().replace("-", "")
    if algorithm not in _ALGORITHMS or not value:
        return None
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    spellings = (found.hex(), base64.b32encode(found).decode().rstrip("=").lower())
    return value.rstrip("=").lower() in spellings
