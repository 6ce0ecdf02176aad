"""Which walk is it: claims are joined by evidence, and every group of them has one lasting id.

Two claims are one walk when they share a WalkID, a generation-3 path or an address; when an address leads to
the other's (redirect, rel=canonical); or when the folded titles are the same and at least four figures are
equal. The last two never join what names contradicting countries. A title alone joins nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from outputs.joining import Groups, followed, join_consistent, led, look_alikes, proven

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from outputs.claims import Claim
    from outputs.ids import Register


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whose each claim is.

    ``ids`` gives the walk_id of each claim by its ``node``; ``merged`` the ids that now go on under another;
    ``addresses`` the walk_id behind every address, those that redirect included.
    """

    ids: dict[str, str]
    merged: dict[str, str]
    addresses: dict[str, str]


def resolve(claims: Iterable[Claim], redirects: Mapping[str, str], register: Register) -> Resolution:
    """Join all claims and name every group; the order of the input decides nothing.

    Args:
        claims: of the pages read, of the last snapshot and of the register; those with a ``walk_id`` keep it.
        redirects: each address that redirects, and where to.
        register: ids minted before; not changed.

    """
    ordered = sorted(claims, key=lambda c: c.order)
    groups = Groups(len(ordered))
    for bunch in proven(ordered, register):
        groups.join(bunch)
    owners = {
        key.split(":", 2)[2]: i for i, c in enumerate(ordered) for key in c.keys if key.startswith("url:")
    }
    join_consistent(groups, ordered, list(led(ordered, owners, redirects)))
    join_consistent(groups, ordered, list(look_alikes(ordered, groups)))
    return _named(ordered, groups, owners, redirects, register)


def _named(
    claims: Sequence[Claim],
    groups: Groups,
    owners: Mapping[str, int],
    redirects: Mapping[str, str],
    register: Register,
) -> Resolution:
    members: dict[int, list[Claim]] = defaultdict(list)
    for i, claim in enumerate(claims):
        members[groups.of(i)].append(claim)
    known = {c.walk_id for c in claims if c.walk_id}
    names: dict[int, str] = {}
    merged: dict[str, str] = {}
    taken = known | register.age.keys()
    for root in sorted(members, key=lambda r: _minting_order(members[r])):
        ids = sorted({register.present(c.walk_id) for c in members[root] if c.walk_id}, key=_age(register))
        names[root] = ids[0] if ids else _mint(members[root], taken)
        taken.add(names[root])
        merged |= dict.fromkeys(ids[1:], names[root])
    ends = {a: owners.get(followed(a, redirects)) for a in {*owners, *redirects}}
    return Resolution(
        ids={c.node: names[groups.of(i)] for i, c in enumerate(claims)},
        merged=merged,
        addresses={a: names[groups.of(owners.get(a, i))] for a, i in ends.items() if i is not None},
    )


def _age(register: Register) -> Callable[[str], tuple[int, str]]:
    return lambda walk_id: (register.age.get(walk_id, len(register.age)), walk_id)


def _rank(claim: Claim) -> tuple[int, str]:
    """A path names a walk better than a number, a number better than a title."""
    kinds = {key.split(":", 1)[0] for key in claim.keys}
    return (0 if "path" in kinds else 1 if "id" in kinds else 2, claim.name)


def _minting_order(members: Sequence[Claim]) -> tuple[Any, ...]:
    best = min(members, key=lambda c: (_rank(c), c.order))
    return (best.site, _rank(best), best.order)


def _mint(members: Sequence[Claim], taken: set[str]) -> str:
    best = min(members, key=lambda c: (_rank(c), c.order))
    wanted = f"{best.site}:{best.name}"
    numbered = (f"{wanted}-{n}" for n in count(2))
    return wanted if wanted not in taken else next(name for name in numbered if name not in taken)


def learnt(claims: Iterable[Claim], resolution: Resolution, register: Register) -> list[Claim]:
    """What the register does not know yet: for each id, its keys and leads met for the first time."""
    known: dict[str, set[str]] = defaultdict(set)
    for claim in register.claims:
        known[register.present(claim.walk_id or "")] |= claim.keys | claim.leads
    fresh: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        fresh[resolution.ids[claim.node]].append(claim)
    oldest_first = sorted(fresh, key=lambda walk_id: _minting_order(fresh[walk_id]))
    return [c for walk_id in oldest_first for c in _news(walk_id, fresh[walk_id], known[walk_id])]


def _news(walk_id: str, claims: Sequence[Claim], known: set[str]) -> Iterator[Claim]:
    keys = frozenset().union(*(c.keys for c in claims)) - known
    leads = frozenset().union(*(c.leads for c in claims)) - known
    if keys or leads:
        fullest = max(claims, key=lambda c: (sum(f is not None for f in c.figures), c.order))
        yield replace(fullest, walk_id=walk_id, keys=keys, leads=leads)
