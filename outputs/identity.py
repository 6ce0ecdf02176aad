"""Which walk is it: claims are joined by evidence, and every group of them has one lasting id.

Two claims are one walk when they share a WalkID, a generation-3 path or an address; when an address leads to
the other's (redirect, rel=canonical) and the lead is believed (`outputs.leads`); or when the folded titles
are the same, at least four figures are equal and no countries contradict. A title alone joins nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from outputs.joining import Groups, join_consistent, look_alikes, proven
from outputs.leads import followed, join_led

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from outputs.claims import Claim
    from outputs.ids import Register

MOST_FORMER = 5
"""Addresses that redirect to a walk and were never seen as one; of more, none is taken for the walk's."""


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
    join_led(groups, ordered, owners, redirects)
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
    wanted = Counter(_best(group).name for group in members.values())
    for root in sorted(members, key=lambda r: _minting_order(members[r])):
        ids = sorted({register.present(c.walk_id) for c in members[root] if c.walk_id}, key=_age(register))
        names[root] = ids[0] if ids else _mint(_best(members[root]), taken, wanted)
        taken.add(names[root])
        merged |= dict.fromkeys(ids[1:], names[root])
    return Resolution(
        ids={c.node: names[groups.of(i)] for i, c in enumerate(claims)},
        merged=merged,
        addresses={a: names[groups.of(i)] for a, i in _ends(owners, redirects).items()},
    )


def _ends(owners: Mapping[str, int], redirects: Mapping[str, str]) -> dict[str, int]:
    """The claim behind every address: its own, or the one that its redirects end at.

    Where many addresses nobody has seen a walk at end at one, they are what is dead, and not its own.
    """
    ends = {a: i for a in redirects.keys() - owners if (i := owners.get(followed(a, redirects))) is not None}
    crowds = Counter(ends.values())
    return {**owners, **{a: i for a, i in ends.items() if crowds[i] <= MOST_FORMER}}


def _age(register: Register) -> Callable[[str], tuple[int, str]]:
    return lambda walk_id: (register.age.get(walk_id, len(register.age)), walk_id)


def _rank(claim: Claim) -> tuple[int, str]:
    """A path names a walk better than a number, a number better than a title."""
    by_number = claim.name.startswith("id-") and claim.name != claim.title
    return (0 if claim.at_its_path else 1 if by_number else 2, claim.name)


def _best(members: Sequence[Claim]) -> Claim:
    """The claim that a group would be named after; of several as good the first."""
    return min(members, key=lambda c: (c.overheard, _rank(c)))


def _minting_order(members: Sequence[Claim]) -> tuple[Any, ...]:
    best = _best(members)
    return (best.site, best.overheard, _rank(best), best.order)


def _mint(best: Claim, taken: set[str], wanted: Mapping[str, int]) -> str:
    # an address that several walks' files name as their own names none of them
    name = best.title if best.overheard and wanted[best.name] > 1 else best.name
    whole = f"{best.site}:{name or 'untitled'}"
    numbered = (f"{whole}-{n}" for n in count(2))
    return whole if whole not in taken else next(name for name in numbered if name not in taken)


def learnt(claims: Iterable[Claim], resolution: Resolution, register: Register) -> list[Claim]:
    """What the register does not know yet: for each id, its keys and leads met for the first time."""
    known: dict[str, set[str]] = defaultdict(set)
    for claim in register.claims:
        known[register.present(claim.walk_id or "")] |= claim.keys | claim.leads
    fresh: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.order):
        fresh[resolution.ids[claim.node]].append(claim)
    oldest_first = sorted(fresh, key=lambda walk_id: _minting_order(fresh[walk_id]))
    return [c for walk_id in oldest_first for c in _news(walk_id, fresh[walk_id], known[walk_id])]


def _news(walk_id: str, claims: Sequence[Claim], known: set[str]) -> Iterator[Claim]:
    keys = frozenset().union(*(c.keys for c in claims)) - known
    leads = frozenset().union(*(c.leads for c in claims)) - known
    if keys or leads:
        fullest = max(reversed(claims), key=lambda c: sum(f is not None for f in c.figures))
        yield replace(fullest, walk_id=walk_id, keys=keys, leads=leads)
