"""What a robots.txt says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

AGENT = "waypost"
"""The product token that robots.txt may name."""
MAX_RULES = 500 * 2**10
"""Bytes of a robots.txt that are read (RFC 9309, 2.5)."""
NO_RULES = "robots.txt could not be had"
"""How the reason of a refusal begins that no rule gave."""
_OURS = re.compile(rf"^([ \t]*user-agent[ \t]*:[ \t]*{AGENT})/[^\r\n]*", re.IGNORECASE | re.MULTILINE)
"""Our name as an owner's log has it, version and contact behind it; Protego knows the bare token alone."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says.

    ``unreachable`` is the reason why it could not be had: everything is forbidden then.
    """

    parser: Protego
    unreachable: str | None = None

    def refusal(self, url: str) -> str | None:
        """Why the address may not be asked; None when it may."""
        if self.unreachable:
            return f"{NO_RULES} ({self.unreachable})"
        return None if self.parser.can_fetch(url, AGENT) else "forbidden by robots.txt"

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that it names."""
        return () if self.unreachable else tuple(self.parser.sitemaps)

    @property
    def crawl_delay(self) -> float:
        """Seconds between two requests, 0 where it asks for none."""
        return float(self.parser.crawl_delay(AGENT) or 0)


def read_rules(status: int, body: bytes) -> Rules:
    """The rules that an answer gives: 5xx and 429 forbid everything, other failures nothing (RFC 9309).

    >>> read_rules(503, b"").refusal("http://x/"), read_rules(404, b"").refusal("http://x/")
    ('robots.txt could not be had (503)', None)
    """
    if status >= 500 or status == 429:
        return Rules(Protego.parse(""), unreachable=str(status))
    text = body[:MAX_RULES].decode("utf-8-sig", "ignore") if status == 200 else ""
    return Rules(Protego.parse(_OURS.sub(r"\1", text)))
