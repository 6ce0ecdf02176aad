"""What a repairer wrote in place of each mark, told from its output alone."""

from __future__ import annotations

_LIKELY = (1, 3, 0, 2)


def outputs(damaged: str, repaired: str, sign: str) -> list[str] | None:
    """What stands for each mark; None where anything else was changed. Linear.

    >>> outputs("It?s ? here", "It's – here", "?")
    ["'", '–']
    """
    first, *rest = damaged.split(sign)
    if not repaired.startswith(first):
        return None
    ways: list[dict[int, tuple[int, int]]] = [{len(first): (0, 0)}]
    for piece in rest:
        reached: dict[int, tuple[int, int]] = {}
        for start in ways[-1]:
            for length in _LIKELY:
                if repaired.startswith(piece, start + length):
                    reached.setdefault(start + length + len(piece), (start, start + length))
        ways.append(reached)
    return _walked(ways, repaired)


def _walked(ways: list[dict[int, tuple[int, int]]], repaired: str) -> list[str] | None:
    end, found = len(repaired), []
    for reached in reversed(ways[1:]):
        if end not in reached:
            return None
        start, stop = reached[end]
        found.append(repaired[start:stop])
        end = start
    return found[::-1] if end in ways[0] else None
