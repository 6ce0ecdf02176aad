"""The rules: each looks at one mark and says what it may stand for, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.lost.rules import accents, apostrophes, dashes, symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Candidate, Rule, Setting
    from normalize.text.lost.mark import Mark

RULES: tuple[Rule, ...] = (*apostrophes.RULES, *dashes.RULES, *accents.RULES, *symbols.RULES)
"""Every rule; the order says nothing, for the most probable reading is taken."""


def readings(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """All that a mark may stand for."""
    if mark.start in setting.quoted:
        yield setting.quoted[mark.start]
    for rule in RULES:
        yield from rule(mark, setting)
