"""Whether page and address call the walk, and its country, by one name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from normalize.blocks.words import Words
from normalize.places import country_codes
from normalize.text.fold import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from normalize.blocks import Item
    from normalize.draft import Draft

LONGEST_NAME = 120
ANNOUNCING = "key_information"
"""The block whose heading names the walk."""

_ARTICLE = re.compile(r"(?i:the)\s+")


class Witness(NamedTuple):
    """Who says it, and what it says."""

    where: str
    says: str


def announced_name(items: Iterable[Item], site: str) -> str:
    """The name that stands behind the heading of the key information, "" where none does."""
    words = Words.of(site)
    phrases = tuple(phrase for phrase, _, block in words.headings if block == ANNOUNCING)
    for item in items:
        if item.text[:LONGEST_NAME].lower().startswith(phrases):
            heading = words.heading(item.text)
            if heading and heading.block == ANNOUNCING:
                return item.text[heading.value_start :].strip()
    return ""


def check_title(title: str, witnesses: Iterable[Witness], draft: Draft) -> None:
    """Compare the title with what else names the walk, letter case, accents, marks and ``The`` aside."""
    heard = [w for w in witnesses if w.says and len(w.says) <= LONGEST_NAME and w.says[-1] not in ".!?"]
    other = [w for w in heard if not same_name(_bare(w.says), _bare(title))]
    for witness in other:
        detail = f"the title is {title!r}, {witness.where} says {witness.says!r}; the title is taken"
        draft.check("title_agrees", False, detail, warn=True)
    if heard and not other:
        said = ", ".join(dict.fromkeys(w.where for w in heard))
        draft.check("title_agrees", True, f"the title is {title!r}; the same name: {said}")


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name.strip(), count=1) if _ARTICLE.match(name.strip()) else name


def check_country(taken: Witness | None, witnesses: Sequence[Witness], draft: Draft) -> None:
    """Compare the country that was taken with every other that is named; names of one state agree."""
    if taken is None:
        return
    codes = set(country_codes(taken.says))
    heard = [(w, set(country_codes(w.says))) for w in witnesses if w != taken]
    known = [(w, named) for w, named in heard if named and codes]
    for witness, named in known:
        if not named & codes:
            detail = (
                f"{taken.where} says {taken.says!r}, {witness.where} says {witness.says!r}; "
                f"{taken.says!r} is taken"
            )
            draft.check("country_agrees", False, detail, warn=True)
    if known and all(named & codes for _, named in known):
        said = ", ".join(dict.fromkeys(w.where for w, _ in known))
        draft.check("country_agrees", True, f"{taken.where} says {taken.says!r}; the same country: {said}")
