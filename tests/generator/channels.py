"""What carries a walk to the reader: a dialect, whose hands it went through, a charset, a damage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.generator.dialects import DIALECTS, write
from tests.generator.dumps import EXTRACTORS, UNREADABLE
from tests.generator.encoding import CHARSETS, encoded
from tests.generator.foreign import REWRITERS, TOO_DEEP, by_libreoffice
from tests.generator.furniture import HIDDEN
from tests.generator.records import walk
from tests.generator.typography import DAMAGES, sparing_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.generator.told import Told

LIBREOFFICE = "libreoffice"
TEMPLATE_WRITES_SIGNS = 0.7
"""The share of damaged walks whose © is the template's, and so whole."""


@dataclass(frozen=True, slots=True)
class Channel:
    """``rewriter`` and ``extractor`` are names of their tables, or "" where nobody stands between."""

    dialect: str
    rewriter: str = ""
    extractor: str = ""
    charset: str = "utf-8"
    damage: str = "whole"

    @property
    def name(self) -> str:
        """The dialect, and through whose hands it went."""
        return " > ".join(part for part in (self.dialect, self.rewriter, self.extractor) if part)

    @property
    def keeps_images(self) -> bool:
        """A dump prints no address; LibreOffice writes a page's images into files of its own."""
        return not self.extractor and self.rewriter != LIBREOFFICE

    @property
    def keeps_address(self) -> bool:
        """A dump is a bare file."""
        return not self.extractor


@dataclass(frozen=True, slots=True)
class Sample:
    """One page or dump of a walk."""

    seed: int
    told: Told
    channel: Channel
    body: bytes


def damaged(seed: int, damage: str) -> Told:
    """The walk of a seed after a kind of damage."""
    told = walk(seed)
    if damage == "whole":
        return told
    lose = DAMAGES[damage]
    spared = Random(seed).random() < TEMPLATE_WRITES_SIGNS  # noqa: S311 -- chance that repeats
    return told.losing(lose, sparing_signs(lose) if spared else lose)


def channels(*, foreign: bool = True, dumps: bool = True, damages: Iterable[str] = DAMAGES) -> list[Channel]:
    """Every channel; what goes through somebody else's hands is UTF-8 as it comes out."""
    rewriters = [*REWRITERS, LIBREOFFICE] if foreign else []
    return [
        channel
        for damage in damages
        for dialect in DIALECTS
        for channel in (
            *(Channel(dialect, charset=charset, damage=damage) for charset in CHARSETS),
            *(
                Channel(dialect, rewriter, damage=damage)
                for rewriter in rewriters
                if (dialect, rewriter) not in TOO_DEEP
            ),
            *(
                Channel(dialect, extractor=name, damage=damage)
                for name in EXTRACTORS
                if dumps and (dialect, name) not in UNREADABLE
            ),
        )
    ]


def samples(seeds: Iterable[int], chosen: Iterable[Channel]) -> Iterator[Sample]:
    """The pages and dumps of these walks in these channels; LibreOffice's last, in one go."""
    wanted = [(seed, channel) for seed in seeds for channel in chosen]
    late: dict[tuple[int, Channel], str] = {}
    for seed, channel in wanted:
        told = damaged(seed, channel.damage)
        page = write(told, channel.dialect)
        if channel.rewriter == LIBREOFFICE:
            late[seed, channel] = page.replace(HIDDEN, "")
        else:
            yield Sample(seed, told, channel, carried(page, channel))
    if late:
        for (seed, channel), page in zip(late, by_libreoffice(list(late.values())), strict=True):
            yield Sample(seed, damaged(seed, channel.damage), channel, page.encode())


def carried(page: str, channel: Channel) -> bytes:
    """The bytes that come out of a channel, LibreOffice apart."""
    if channel.rewriter or channel.extractor:
        page = page.replace(HIDDEN, "").replace("@charset@", "utf-8")
    if channel.rewriter:
        return REWRITERS[channel.rewriter](page).encode()
    if channel.extractor:
        return EXTRACTORS[channel.extractor](page).encode()
    return encoded(page, channel.charset)


def by_seed(found: Iterable[Sample]) -> dict[int, list[Sample]]:
    """Samples by the walk that they tell."""
    grouped: dict[int, list[Sample]] = defaultdict(list)
    for sample in found:
        grouped[sample.seed].append(sample)
    return grouped
