"""Who is named in the text itself: partners, sponsors, the author of a piece."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from normalize.places import is_country

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_CAPITAL = f"[{''.join(c for c in map(chr, range(0x250)) if c.isupper())}]"
_LOST = r"[?\ufffd]{1,3}"  # letters of a name: Ib??ez is named all the same
_WORD = (
    rf"(?:{_CAPITAL}\.(?=\s{_CAPITAL})|{_CAPITAL}(?:[\w&-]|['.](?!s\b)(?=\w)|{_LOST}(?!s\b)(?=\w)){{0,40}})"
)
_PARTICLES = (
    "and|&|of|de|da|do|dos|das|del|di|della|la|las|los|le|du|el|al|van|von|der|den|ten|ter|af|zu|y|e|bin|ibn"
)
_SITE = r"(?:[A-Za-z0-9-]{1,40}\.){1,3}(?:com|org|net|info|co\.[a-z]{2}|[a-z]{2})\b"
_NAME = (
    rf"(?P<name>(?<!\w)(?:{_SITE}|{_WORD}"
    rf"(?:\s(?:(?:{_PARTICLES})\s){{0,3}}{_WORD}){{0,5}}))"
)
_SHORT = 3  # words: a firm of more may begin as no person does ("On Foot Holidays")


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
    needs: tuple[str, ...] = ()
    also: re.Pattern[str] | None = None
    alone: bool = False
    words: int = 1

    @classmethod
    def compiled(cls, row: Mapping[str, Any]) -> PlugPattern:
        """The pattern of one ``[[credits.plugs]]`` row."""
        needs = row.get("needs", ())
        return cls(
            role=row["role"],
            pattern=_compiled(row["pattern"]),
            needs=(needs,) if isinstance(needs, str) else tuple(needs),
            also=_compiled(row["also"]) if "also" in row else None,
            alone=row.get("alone", False),
            words=row.get("words", 1),
        )

    def matches(self, text: str, folded: str) -> Iterator[re.Match[str]]:
        """Every place where the pattern holds in a paragraph; ``folded`` is the paragraph in lower case."""
        needed = not self.needs or any(words in folded for words in self.needs)
        if not needed or (self.also and not self.also.search(text)):
            return iter(())
        if not self.alone:
            return self.pattern.finditer(text)
        whole = self.pattern.fullmatch(text, len(text) - len(text.lstrip()), len(text.rstrip()))
        return iter((whole,) if whole else ())


def _compiled(source: str) -> re.Pattern[str]:
    """A pattern of the vocabulary: a blank in it stands for any blank, ``'s`` for a damaged one too."""
    return re.compile(source.replace(" ", r"\s").replace("'s", r"['?\ufffd]s").replace("{name}", _NAME))


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
    """A line by itself (``By Train``) is no name if any of its words cannot be one; no country is a name."""
    looked_at = names if alone else names[: len(names) < _SHORT]
    return any(name.lower() in no_names for name in looked_at) or is_country(" ".join(names))
