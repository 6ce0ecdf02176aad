"""Why an address got no complete answer: our own refusals, and the network's failures in plain words."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)


class Refused(IgnoreRequest):
    """A request or an answer that is not taken further; ``outcome`` is its word in ``pages``."""

    outcome = "failed"


class RefusedAddress(Refused):
    """The address is neither the site's nor the mirror's."""

    outcome = "refused_address"


class RefusedByRobots(Refused):
    """robots.txt forbids it, or could not be had."""

    outcome = "refused_by_robots"


class Stopping(IgnoreRequest):
    """The run is ending: the address stays due, and nothing is noted."""


_WORDS: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "timed out"),
    (ResponseDataLossError, "the body was cut short"),
    (DownloadCancelledError, "the body is too large"),
    (CannotResolveHostError, "the host's name does not resolve to a public address"),
    (DownloadConnectionRefusedError, "connection refused"),
    (DownloadFailedError, "the connection broke"),
)


def told(error: BaseException) -> tuple[str, str]:
    """Outcome and reason of a failure.

    >>> told(RefusedByRobots("forbidden by robots.txt"))
    ('refused_by_robots', 'forbidden by robots.txt')
    >>> told(DownloadTimeoutError())
    ('failed', 'timed out')

    """
    if isinstance(error, Refused):
        return error.outcome, str(error)
    reason = next((words for kind, words in _WORDS if isinstance(error, kind)), type(error).__name__)
    return "failed", reason
