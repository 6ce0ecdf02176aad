"""The evidence that joins claims, and the care that it does not join too much."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from outputs.claims import FIGURES, contradict

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from outputs.claims import Claim
    from outputs.ids import Register

ENOUGH = 4
"""Equal figures that, with the same title, make two claims one walk."""

FEW = 20
"""Claims of one title that are compared each with each."""

MANY_COUNTRIES = 500
"""Different sets of countries beyond which a group contradicts itself without a look at each pair."""


class Groups:
    """Disjoint sets of claims (union-find); the smallest index stands for its set."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def of(self, index: int) -> int:
        """The index that stands for the set of ``index``."""
        while self._up[index] != index:
            self._up[index] = self._up[self._up[index]]
            index = self._up[index]
        return index

    def join(self, indices: Iterable[int]) -> None:
        """Make one set of all these."""
        roots = sorted({self.of(i) for i in indices})
        for root in roots[1:]:
            self._up[root] = roots[0]


def bunches(marked: Iterable[tuple[Hashable, int]]) -> list[list[int]]:
    """The claims under each mark, where there is more than one."""
    under: dict[Hashable, list[int]] = defaultdict(list)
    for mark, index in marked:
        under[mark].append(index)
    return [indices for indices in under.values() if len(indices) > 1]


def proven(claims: Sequence[Claim], register: Register) -> list[list[int]]:
    """Claims that share a key, or were published as one walk."""
    keys = [(key, i) for i, c in enumerate(claims) for key in c.keys]
    known = [(f"known:{register.present(c.walk_id)}", i) for i, c in enumerate(claims) if c.walk_id]
    return bunches(keys + known)


def look_alikes(claims: Sequence[Claim], groups: Groups) -> Iterator[list[int]]:
    """Claims with the same title and enough equal figures; where many bear it, by every choice of figures.

    What two known walks said before joins them no more once both speak anew: they may have swapped titles.
    """
    known = {groups.of(i) for i, c in enumerate(claims) if c.walk_id}
    anew = known & {groups.of(i) for i, c in enumerate(claims) if not c.walk_id}
    roots = [groups.of(i) for i in range(len(claims))]
    past = {i for i, c in enumerate(claims) if c.walk_id and roots[i] in anew}
    yield from _of_one_title(claims, groups, [i for i in range(len(claims)) if i not in past])
    if past:
        unknown = {i for i in range(len(claims)) if roots[i] not in known}
        for bunch in _of_one_title(claims, groups, sorted(past | unknown)):
            if len({roots[i] for i in bunch if i in past}) == 1 and not unknown.isdisjoint(bunch):
                yield bunch


def _of_one_title(claims: Sequence[Claim], groups: Groups, indices: Iterable[int]) -> Iterator[list[int]]:
    for titled in bunches(((claims[i].site, claims[i].title), i) for i in indices if claims[i].title):
        distinct = {(groups.of(i), claims[i].figures): i for i in titled}
        if len({root for root, _ in distinct}) > 1:
            yield from _equals(claims, list(distinct.values()))


def _equals(claims: Sequence[Claim], indices: Sequence[int]) -> Iterator[list[int]]:
    if len(indices) <= FEW:
        yield from ([i, j] for i, j in combinations(indices, 2) if equal(claims[i], claims[j]) >= ENOUGH)
        return
    # one choice after the other: all at once would take a gigabyte where 100,000 pages have one title
    for places in combinations(range(len(FIGURES)), ENOUGH):
        told = ((tuple(claims[i].figures[p] for p in places), i) for i in indices)
        yield from bunches((figures, i) for figures, i in told if None not in figures)


def equal(a: Claim, b: Claim) -> int:
    """How many figures both claims give, and give alike."""
    return sum(x is not None and x == y for x, y in zip(a.figures, b.figures, strict=True))


def join_consistent(groups: Groups, claims: Sequence[Claim], joins: list[list[int]]) -> None:
    """Make each of the joins, unless what hangs together then names contradicting countries.

    Where it does, only groups that name the very same countries are joined: one that names none could be
    either walk, and stays by itself.
    """
    trial = Groups(len(claims))
    for bunch in joins:
        trial.join(groups.of(i) for i in bunch)
    countries = _countries(groups, claims)
    sound = _sound(trial, countries)
    for bunch in joins:
        roots = {groups.of(i) for i in bunch}
        if trial.of(next(iter(roots))) in sound:
            groups.join(roots)
        else:
            for same in bunches((countries[r], r) for r in sorted(roots) if countries.get(r)):
                groups.join(same)


def _countries(groups: Groups, claims: Sequence[Claim]) -> dict[int, frozenset[str]]:
    named: dict[int, frozenset[str]] = defaultdict(frozenset)
    for i, claim in enumerate(claims):
        named[groups.of(i)] |= claim.countries
    return named


def _sound(trial: Groups, countries: Mapping[int, frozenset[str]]) -> set[int]:
    """The trial sets in which no two groups contradict each other."""
    sets: dict[int, set[frozenset[str]]] = defaultdict(set)
    for root, named in countries.items():
        sets[trial.of(root)].add(named)
    return {
        root
        for root, named in sets.items()
        if len(named) <= MANY_COUNTRIES and not any(contradict(a, b) for a, b in combinations(named, 2))
    }
