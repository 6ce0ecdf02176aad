"""Addresses that are said to be another's: redirects and rel=canonical, and how far each is believed.

A site that moves a walk says so, and so does one that sends every dead page to the same place, or whose
template calls one page canonical everywhere. So what leads to one address is looked at together: walks that
are like the one there are joined to it, and one that bears another title and most of its figures, as after a
renaming, if no other such walk leads there. Where several do, the address is taken for a dumping place, and
joins only what has title and figures in common.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from normalize.addresses import Addresses
from outputs.claims import contradict
from outputs.joining import ENOUGH, join_consistent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outputs.claims import Claim
    from outputs.joining import Groups

LONGEST_CHAIN = 20
"""Redirects that are followed."""

MOST_DIFFER = 3
"""Walks of other titles, of whose figures fewer than one in this many are equal, are nothing alike."""

MOST_VOICES = 8
"""Different voices of one walk that are compared with another's; the time of a comparison is bounded so."""

MOST_LEADERS = 40
"""Walks that lead to one address nobody has seen, beyond which they are not compared with each other."""


def followed(address: str, redirects: Mapping[str, str]) -> str:
    """Where an address leads in the end."""
    for _ in range(LONGEST_CHAIN):
        if address not in redirects:
            break
        address = redirects[address]
    return address


def join_led(
    groups: Groups, claims: Sequence[Claim], owners: Mapping[str, int], redirects: Mapping[str, str]
) -> None:
    """Join what one address leads to at the other, as far as the lead is believed.

    ``owners`` gives the claim behind each address; ``redirects`` leads from one address to another.
    """
    voices = _voices(groups, claims)
    pairs = list(_believed(groups, voices, _leaders(groups, claims, owners, redirects), owners))
    certain = [pair for pair in pairs if _same_in_all(voices[pair[0]], voices[pair[1]])]
    for pair in certain:
        groups.join(pair)
    join_consistent(groups, claims, pairs)


def _leaders(
    groups: Groups, claims: Sequence[Claim], owners: Mapping[str, int], redirects: Mapping[str, str]
) -> dict[str, list[int]]:
    """The groups that lead to each address, in order."""
    leads = [(i, lead) for i, claim in enumerate(claims) for lead in claim.leads]
    leads += [(owners[source], target) for source, target in redirects.items() if source in owners]
    found: dict[str, set[int]] = defaultdict(set)
    for i, lead in leads:
        found[followed(lead, redirects)].add(groups.of(i))
    return {address: sorted(found[address]) for address in sorted(found)}


def _believed(
    groups: Groups,
    voices: Mapping[int, Sequence[Claim]],
    leaders: Mapping[str, Sequence[int]],
    owners: Mapping[str, int],
) -> Iterator[list[int]]:
    for address, led in leaders.items():
        if address in owners:
            target = groups.of(owners[address])
            yield from _to_one([group for group in led if group != target], target, voices)
        elif len(led) <= MOST_LEADERS and _is_walk(address, voices[led[0]][0].site):
            yield from _among_themselves(led, voices)


def _to_one(led: Sequence[int], target: int, voices: Mapping[int, Sequence[Claim]]) -> Iterator[list[int]]:
    strangers = [group for group in led if not _alike(voices[group], voices[target])]
    for group in led:
        there = voices[target]
        if len(strangers) > 1:
            believed = _same_in_all(voices[group], there)
        else:
            believed = group not in strangers or not _unlike(voices[group], there)
        if believed:
            yield [group, target]


def _among_themselves(led: Sequence[int], voices: Mapping[int, Sequence[Claim]]) -> Iterator[list[int]]:
    """Walks that lead to an address which nobody has seen: they are one if all of them are alike."""
    pairs = [[a, b] for a, b in combinations(led, 2)]
    if all(_alike(voices[a], voices[b]) for a, b in pairs):
        yield from pairs


def _is_walk(address: str, site: str) -> bool:
    return Addresses.of(site).classify(address) == "walk"


def _voices(groups: Groups, claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    """What each group says of its walk, each different thing once, what this input says first."""
    said: dict[int, dict[object, Claim]] = defaultdict(dict)
    for i, claim in enumerate(claims):
        found = said[groups.of(i)]
        if len(found) < MOST_VOICES:
            found.setdefault((claim.title, claim.figures, claim.countries), claim)
    return {root: list(found.values()) for root, found in said.items()}


def _pairs(a: Iterable[Claim], b: Sequence[Claim]) -> list[tuple[Claim, Claim, int, int]]:
    """Every voice of the one with every voice of the other, and how many figures both give, and equal."""
    told = [
        (x, y, [(f, g) for f, g in zip(x.figures, y.figures, strict=True) if f and g]) for x in a for y in b
    ]
    return [(x, y, len(both), sum(f == g for f, g in both)) for x, y, both in told]


def _alike(a: Iterable[Claim], b: Sequence[Claim]) -> bool:
    """Whether two walks have a title or enough figures in common, and may be in one country."""
    return _same_in_all(a, b) or any(
        (x.title == y.title or equal >= ENOUGH) and not contradict(x.countries, y.countries)
        for x, y, _, equal in _pairs(a, b)
    )


def _same_in_all(a: Iterable[Claim], b: Sequence[Claim]) -> bool:
    """Whether title and enough figures are the same: then a site that moves a walk abroad is believed."""
    return any(x.title == y.title and equal >= ENOUGH for x, y, _, equal in _pairs(a, b))


def _unlike(a: Iterable[Claim], b: Sequence[Claim]) -> bool:
    """Whether two walks give enough figures to be compared, and most of them differ."""
    return all(both >= ENOUGH and MOST_DIFFER * equal < both for _, _, both, equal in _pairs(a, b))
