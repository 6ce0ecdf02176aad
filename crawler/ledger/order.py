"""What is asked first: a rank for each address, the smaller the sooner."""

from __future__ import annotations

from typing import Literal

Order = Literal["discovery", "walks", "changes"]
"""How a run orders what it asks; of one rank always those longest unseen first, then by address.

discovery: sitemaps, indexes, walks, others; so most links of a walk are known when it is read.
walks: sitemaps, walks, indexes, others.
changes: what changes, the oftener the sooner; then what was never fetched; then the rest.
"""

_DISCOVERY = {"sitemap": 0, "index": 1, "walk": 2}
RANKS: dict[Order, dict[str, int]] = {
    "discovery": _DISCOVERY,
    "walks": {"sitemap": 0, "walk": 1, "index": 2},
    "changes": _DISCOVERY,
}
"""Of an address that was never fetched, by its kind."""
LAST = 3
"""Of any other kind."""

# Looks but the first that brought something else than the look before, of a thousand.
_CHANGING = "iif(looks > 1, (changes - 1) * 1000 / (looks - 1), 0)"


def rank_sql(order: Order) -> str:
    """The rank of a known address, in SQL.

    >>> rank_sql("walks")
    "case kind when 'sitemap' then 0 when 'walk' then 1 when 'index' then 2 else 3 end"
    """
    kinds = " ".join(f"when '{kind}' then {rank}" for kind, rank in RANKS[order].items())
    by_kind = f"case kind {kinds} else {LAST} end"
    if order != "changes":
        return by_kind
    return f"case when {_CHANGING} > 0 then -{_CHANGING} when looks = 0 then {by_kind} else {LAST + 1} end"
