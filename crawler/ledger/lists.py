"""The lists of a crawl: addresses that a person may want to look at, each by its condition."""

from __future__ import annotations

PAGES = "kind in ('walk', 'index', 'other')"
"""Addresses that are pages, in SQL."""

LISTS = {
    "unlinked": f"{PAGES} and in_sitemap = :run and linked is null",
    "linked_gone": f"{PAGES} and linked = :run and gone > 0",
    "new": f"{PAGES} and state = 'asked' and first_found >= :started and outcome is not 'refused_by_robots'",
    "refused": "seen_run = :run and outcome in ('refused_by_robots', 'refused_address')",
}
"""In SQL over ``addresses``; ``run`` and ``started`` are the crawl's.

unlinked: in a sitemap of this crawl, and no page was ever seen to link to it.
linked_gone: linked by a page of this crawl, and answered 404 or 410.
new: met for the first time, and not forbidden.
refused: forbidden by robots.txt, or no address of the site.
"""

LISTED = 100
"""Addresses of a list that are named in a run's record; its length is told beside them."""
