"""Reading credits with one site's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from normalize.credits.caption import read_caption
from normalize.credits.files import holder_in_file_name
from normalize.credits.lexicon import CreditWords
from normalize.credits.mark import is_name
from normalize.credits.notice import read_notice
from normalize.credits.plugs import PlugPattern, read_plug
from normalize.vocabulary import table

if TYPE_CHECKING:
    from normalize.credits.caption import Caption
    from normalize.credits.notice import Notice
    from normalize.credits.plugs import Plug


@dataclass(frozen=True, slots=True)
class Credits:
    """The grammar of credits with one site's words. No text raises; time is linear in its length.

    >>> text = "Glacial lake - © William Mackesy 2008"
    >>> found = Credits.of("walkopedia").read_caption(text)
    >>> text[slice(*found.caption)], text[slice(*found.credit)], found.year
    ('Glacial lake', 'William Mackesy', 2008)

    """

    words: CreditWords
    plugs: tuple[PlugPattern, ...]

    @staticmethod
    def of(site: str) -> Credits:
        """The grammar with the words of ``site``, compiled once. Raises LookupError for an unknown site."""
        return _of(site)

    def read_caption(self, text: str) -> Caption:
        """What a photograph's line says: caption, holder, year, platform."""
        return read_caption(text, self.words)

    def is_name(self, text: str) -> bool:
        """Whether a text is a name of two words or more, each with a capital."""
        return is_name(text, self.words, 2)

    def read_notice(self, text: str) -> Notice | None:
        """The site's own copyright notice in a line, or None."""
        return read_notice(text, self.words)

    def read_plug(self, text: str) -> tuple[Plug, ...]:
        """The partners, sponsors and authors whom one paragraph names."""
        return read_plug(text, self.plugs, self.words.no_names)

    def holder_from_address(self, url: str) -> tuple[str | None, str | None]:
        """The holder and the platform that an image's file name gives, or (None, None)."""
        return holder_in_file_name(url, self.words.platforms)


@cache
def _of(site: str) -> Credits:
    words, title = table(site).get("credits", {}), table(site)["site"]["title"]
    return Credits(
        CreditWords.compiled(words, title), tuple(map(PlugPattern.compiled, words.get("plugs", ())))
    )
