"""What to ask next: addresses as they are met, judged, remembered in the ledger and handed out one by one."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from crawler.familiar import FamiliarLinks
from crawler.ledger import Address, Found
from crawler.links import IGNORED, read_links
from crawler.settings import host_of
from crawler.traps import MAX_DEPTH, ROOM_ALL_OTHER, is_no_page, pattern_of, room_for, trap
from normalize.addresses import Addresses
from normalize.urls import query_pairs, split_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from crawler.ledger import Ledger, Run
    from crawler.rules import Rules
    from crawler.settings import CrawlSettings

_REMEMBERED = 20_000
"""Links met lately that need no second judgement: the site's menu stands on every page."""
_WHOLE = ("/", "http://", "https://")
"""What an address begins with that leads to the same place from every page of one host."""

_SAFE = re.compile(r"https?://[a-z0-9.:-]+/[A-Za-z0-9/_.~-]*")
"""An address that needs no quoting."""


class Frontier:
    """The addresses of one run.

    ``next`` hands out what is due; ``release`` must be called when the look at it has ended. The order, and
    what is done already, are the ledger's, so a run that was killed goes on where it was. ``rules`` only
    names the reason for what would not be asked anyway: each request is held against robots.txt when made.
    """

    rules: Rules | None = None

    def __init__(
        self, ledger: Ledger, run: Run, settings: CrawlSettings, is_ending: Callable[[], object] | None = None
    ) -> None:
        self._ledger = ledger
        self._run = run
        self._is_ending = is_ending or (lambda: False)
        self._base_url = settings.base_url
        self._addresses = Addresses.of(settings.site)
        self._width = settings.concurrency + 1
        self._under_way: set[str] = set()
        self._released = asyncio.Event()
        self._patterns = self._ledger.patterns()
        self._others = sum(n for pattern, n in self._patterns.items() if pattern.startswith("other "))
        self._lately: set[tuple[str, bool]] = set()
        self._familiar = FamiliarLinks()

    @property
    def home(self) -> str:
        """The site's first page, as it is asked."""
        home = self._addresses.home + "/"
        return (self._addresses.mirrored(home, self._base_url) or home) if self._base_url else home

    async def next(self) -> Address | None:
        """The next address to ask; None when there is none, nor will be."""
        while not self._is_ending():
            if len(self._under_way) < self._width:
                due = self._ledger.due(len(self._under_way) + 1)
                address = next((a for a in due if a.url not in self._under_way), None)
                if address is not None:
                    self._under_way.add(address.url)
                    return address
                if not self._under_way:
                    return None
            self._released.clear()
            await self._released.wait()
        return None

    def release(self, address: Address) -> None:
        """The look at the address has ended, or was given up."""
        self._under_way.discard(address.url)
        self._released.set()

    def start(self, urls: Iterable[str], sitemaps: Iterable[str], at: str | None = None) -> None:
        """Note where the run begins."""
        found = [self.judge(url, self.home, "start", 0) for url in urls]
        found += [self.judge(url, self.home, "sitemap", 0, kind="sitemap") for url in sitemaps]
        self._ledger.meet((f for f in found if f is not None), self._run, at)

    def in_page(self, text: str, address: Address, asked: str) -> list[Found]:
        """The addresses that an HTML page's links lead to, those that were met lately left out."""
        at_home = self._addresses.canonical(asked, self._base_url) is not None

        def is_settled(href: str) -> bool:
            url = href if href.startswith(_WHOLE) else self.joined(asked, href)
            return self._is_settled(href) or (url, False) in self._lately or self._is(address, url, asked)

        if at_home and self._familiar.holds(text, is_settled):
            return []
        links = read_links(text)
        base = self.joined(asked, links.base) if links.base else asked
        shut = "nofollow" in links.robots
        found = [
            *self._links(links.nofollow, base, address, nofollow=True),
            *self._links(links.follow, base, address, nofollow=shut),
        ]
        if at_home and not links.base:
            self._familiar.learn(text, self._is_settled)
        return found

    def _is_settled(self, href: str) -> bool:
        """Whether an open link to it, from any page of the site, tells nothing that is not known."""
        if not href.startswith(_WHOLE):
            return not href or href.lower().startswith(IGNORED)
        return (href, False) in self._lately or is_no_page(href)

    def _is(self, address: Address, url: str, asked: str) -> bool:
        return self._addresses.canonical(self.joined(asked, url), self._base_url) == address.url

    def _links(self, hrefs: Iterable[str], base: str, address: Address, *, nofollow: bool) -> Iterator[Found]:
        at_home = self._addresses.canonical(base, self._base_url) is not None
        for href in hrefs:
            # Joining costs more than all the rest: it is left out where the page makes no difference.
            url = href if at_home and href.startswith(_WHOLE) else self.joined(base, href)
            if (url, nofollow) in self._lately:
                continue
            found = self.judge(url, base, "link", address.depth + 1, nofollow=nofollow)
            if found is not None and found.url == address.url:
                continue
            if address.depth < MAX_DEPTH:  # what is too deep here may be near elsewhere
                self._remember(url, nofollow=nofollow)
            if found is not None:
                yield found

    def _remember(self, url: str, *, nofollow: bool) -> None:
        if len(self._lately) >= _REMEMBERED:
            self._lately.clear()
            self._familiar.forget()
        self._lately.add((url, nofollow))

    def judge(
        self, href: str, base: str, via: str, depth: int, *, kind: str | None = None, nofollow: bool = False
    ) -> Found | None:
        """What an address is: to ask, skipped or refused, with the reason; None for a link elsewhere."""
        url = self.joined(base, href)
        canonical = self._addresses.canonical(url, self._base_url)
        if canonical is None:
            return self._elsewhere(url, via, depth)
        kind = kind or self._addresses.classify(url, self._base_url)
        pattern = pattern_of(canonical, kind)
        reason = trap(canonical, kind, depth) or (
            "rel=nofollow" if nofollow else self._crowded(pattern, kind)
        )
        asked = self._asked(url, canonical)
        state = "skipped" if reason else "asked"
        if reason and self.rules and (refusal := self.rules.refusal(asked)):
            state, reason = "refused_by_robots", refusal
        return Found(canonical, asked, kind, via, depth, pattern, state, reason)

    def _elsewhere(self, url: str, via: str, depth: int) -> Found | None:
        """Other hosts are left alone; our own under another port, and where we are sent, are on record."""
        own = {host_of(self._base_url)} if self._base_url else self._addresses.hosts
        if via == "link" and host_of(url) not in own:
            return None
        reason = "not an address of the site"
        return Found(url[:2000], url[:2000], "foreign", via, depth, state="refused_address", reason=reason)

    def _crowded(self, pattern: str, kind: str) -> str | None:
        """A pattern that has no room left; the address is counted where there is some."""
        if self._patterns.get(pattern, 0) >= room_for(pattern, kind):
            return "too many addresses of this make"
        if kind == "other" and self._others >= ROOM_ALL_OTHER:
            return "too many addresses that are neither walks nor indexes"
        self._patterns[pattern] = self._patterns.get(pattern, 0) + 1
        self._others += kind == "other"
        return None

    def _asked(self, url: str, canonical: str) -> str:
        """As written by the site, without what only tracks a visitor, on the mirror when there is one."""
        parts = split_url(url)
        if parts is None or ";" in parts.path:
            url = canonical
        else:
            kept = "&".join(piece for piece in parts.query.split("&") if piece and query_pairs(piece))
            url = parts._replace(query=kept, fragment="", path=parts.path or "/").geturl()
        if self._base_url:
            url = self._addresses.mirrored(url, self._base_url) or url
        return url if _SAFE.fullmatch(url) else safe_url_string(url)

    @staticmethod
    def joined(base: str, href: str) -> str:
        """The absolute address; the reference itself where it is none."""
        try:
            return urljoin(base, href)
        except ValueError:
            return href
