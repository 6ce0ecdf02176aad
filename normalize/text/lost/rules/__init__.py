"""The rules: each looks at one mark and says what it may stand for, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.lost.rules import accents, apostrophes, dashes, names, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Candidate, Rule, Setting
    from normalize.text.lost.mark import Mark

RULES: tuple[Rule, ...] = (*apostrophes.RULES, *names.RULES, *dashes.RULES, *accents.RULES, *symbols.RULES)
"""Every rule; the order says nothing, for the most probable reading is taken."""


OF_LENGTH = {
    1: frozenset({"apostrophe", "quote", "dash", "accent", "symbol", "ellipsis"}),
    2: frozenset({"accent", "symbol"}),
    3: frozenset({"apostrophe", "quote", "dash", "ellipsis"}),
}
"""What a run of U+FFFD may stand for, by its length: each byte of a character in UTF-8 was lost alone."""


def readings(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """All that a mark may stand for."""
    kinds = OF_LENGTH[mark.end - mark.start]
    if mark.start in setting.quoted and "quote" in kinds:
        yield setting.quoted[mark.start]
    for rule in RULES:
        yield from (candidate for candidate in rule(mark, setting) if candidate.kind in kinds)
