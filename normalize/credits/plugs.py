"""Who is named in the text itself: partners, sponsors, the author of a piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CAPITAL = f"[{''.join(c for c in map(chr, range(0x250)) if c.isupper())}]"
_WORD = rf"(?:{_CAPITAL}\.(?=\s{_CAPITAL})|{_CAPITAL}(?:[\w&-]|['.](?!s\b)(?=\w)){{0,40}})"
_NAME = (
    rf"(?P<name>(?<!\w){_WORD}"
    rf"(?:\s(?:(?:and|&|of|de|da|del|la|le|du|van|von|der|den)\s){{0,2}}{_WORD}){{0,5}})"
)


@dataclass(frozen=True, slots=True)
class Plug:
    """Somebody named: ``text[start:end]`` is the name, ``text[slice(*within)]`` the words round it."""

    role: str
    start: int
    end: int
    within: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PlugPattern:
    """One way of naming somebody in a role; what its attributes mean stands beside them in the vocabulary."""

    role: str
    pattern: re.Pattern[str]
    needs: str = ""
    also: re.Pattern[str] | None = None
    alone: bool = False
    words: int = 1

    @classmethod
    def compiled(cls, row: Mapping[str, Any]) -> PlugPattern:
        """The pattern of one ``[[credits.plugs]]`` row."""
        return cls(
            role=row["role"],
            pattern=_compiled(row["pattern"]),
            needs=row.get("needs", ""),
            also=_compiled(row["also"]) if "also" in row else None,
            alone=row.get("alone", False),
            words=row.get("words", 1),
        )

    def matches(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Every place where the pattern holds in a paragraph; ``folded`` is the paragraph in lower case."""
        if self.needs not in folded or (self.also and not self.also.search(text)):
            return iter(())
        if not self.alone:
            return self.pattern.finditer(text)
        whole = self.pattern.fullmatch(text, len(text) - len(text.lstrip()), len(text.rstrip()))
        return iter((whole,) if whole else ())


def _compiled(source: str) -> re.Pattern[str]:
    """A pattern of the vocabulary: a blank in it stands for any blank."""
    return re.compile(source.replace(" ", r"\s").replace("{name}", _NAME))


def read_plug(text: str, patterns: Iterable[PlugPattern], no_names: frozenset[str]) -> tuple[Plug, ...]:
    """Everybody whom a paragraph names in a role, in the order of the names; nobody twice in one role."""
    folded, found = text.lower(), dict[tuple[str, str], Plug]()
    for pattern in patterns:
        for match in pattern.matches(text, folded):
            names = match["name"].split()
            if len(names) >= pattern.words and not _is_no_name(names, no_names, alone=pattern.alone):
                plug = Plug(pattern.role, *match.span("name"), match.span())
                found.setdefault((pattern.role, match["name"]), plug)
    return tuple(sorted(found.values(), key=lambda plug: (plug.start, plug.end, plug.role)))


def _is_no_name(names: list[str], no_names: frozenset[str], *, alone: bool) -> bool:
    """A line by itself (``By Public Transport``) is no name if any of its words cannot be one."""
    return any(name.lower() in no_names for name in (names if alone else names[:1]))
