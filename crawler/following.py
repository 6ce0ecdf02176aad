"""What an answer leads to: its redirect, its links, the entries of a sitemap; live or from the archive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.links import directives
from crawler.outcomes import REDIRECTS
from crawler.sitemaps import read_sitemap
from normalize.decode import decode

if TYPE_CHECKING:
    from crawler.bodies import Body
    from crawler.frontier import Frontier
    from crawler.ledger import Address, Answer, Found, Ledger, Run

_BINARY = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/gzip")


class Follower:
    """Ends the look at an address. ``is_leading`` is False where only redirects are followed."""

    def __init__(
        self, frontier: Frontier, ledger: Ledger, run: Run, max_size: int, *, is_leading: bool = True
    ) -> None:
        self._frontier = frontier
        self._ledger = ledger
        self._run = run
        self._max_size = max_size
        self._is_leading = is_leading

    def respelled(self, address: Address, answer: Answer) -> Address | None:
        """The same address as the answer asks us to spell it; None where it does not."""
        target = self._target(address, answer)
        if target is None or target.url != address.url or target.asked == answer.asked:
            return None
        return replace(address, asked=target.asked)

    def follow(self, address: Address, answer: Answer, body: Body | None) -> None:
        """Note what the answer leads to, and that the look has ended; all of it or nothing."""
        found: list[Found] = []
        good = answer.outcome in ("fetched", "not_modified")
        if target := self._target(address, answer):
            if target.url == address.url:
                answer = replace(answer, outcome="failed", reason="it redirects to itself")
            else:
                found.append(target)
        elif good and body is not None and self._is_leading:
            found += self._found(address, answer, body)
        self._ledger.finish(answer, self._run, found, asked=answer.asked if good else None)

    def _target(self, address: Address, answer: Answer) -> Found | None:
        if answer.status not in REDIRECTS or not answer.location:
            return None
        return self._frontier.judge(answer.location, answer.asked, "redirect", address.depth)

    def _found(self, address: Address, answer: Answer, body: Body) -> list[Found]:
        if address.kind == "sitemap":
            return self._in_sitemap(address, answer, body)
        shut = body.robots is not None and "nofollow" in directives(body.robots)
        if shut or (answer.media_type or "").startswith(_BINARY):
            return []
        return self._frontier.in_page(decode(body.payload, body.content_type).text, address, answer.asked)

    def _in_sitemap(self, address: Address, answer: Answer, body: Body) -> list[Found]:
        sitemap = read_sitemap(body.payload, self._max_size)
        judge = self._frontier.judge
        found = [judge(url, answer.asked, "sitemap", 1) for url in sitemap.pages]
        found += [
            judge(url, answer.asked, "sitemap", address.depth + 1, kind="sitemap") for url in sitemap.sitemaps
        ]
        return [f for f in found if f is not None]
