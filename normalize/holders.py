"""Who is named on a page: photographers, partners, sponsors, authors, readers, the site itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from normalize.credits import Credits
from normalize.mending import SIGN_CONFIDENCE
from normalize.text.fold import MARKS
from normalize.text.lost import repair_lines
from normalize.text.style import plain
from normalize.text.traced import Edit, Traced
from normalize.walk import Credit, Photo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from normalize.blocks import Blocks
    from normalize.blocks.photos import Picture
    from normalize.credits import Caption
    from normalize.draft import Draft
    from normalize.source import Source

    Years = tuple[int | None, int | None]

BEFORE_CREDIT = " -–—,:|("
"""What may stand between a caption and its credit."""


class Shown(NamedTuple):
    """A photo, with the words that name its holder and those of its credit as printed."""

    photo: Photo
    holder: Traced | None
    printed: Traced | None


def photo_rows(photos: Sequence[Picture], source: Source, draft: Draft) -> Iterable[Shown]:
    """The photos in the page's order; a holder whom no caption names may stand in the image's file name."""
    for number, photo in enumerate(photos):
        field = f"photos[{number}]"
        told = _caption_told(field, photo, draft)
        filed, platform = _filed(field, photo, told, source, draft)
        if photo.url:
            draft.derived(f"{field}.url", f"the image beside the caption: {photo.url}")
        row = Photo(
            position=number + 1,
            caption=told.caption,
            credit=told.credit or filed,
            credit_text=told.credit_text,
            credit_year=told.year,
            platform=told.platform or platform,
            url=photo.url,
        )
        yield Shown(row, told.holder or (Traced(filed) if filed else None), told.printed)


class _Told(NamedTuple):
    """What a caption says, each part None where it does not say it."""

    caption: str | None = None
    credit: str | None = None
    credit_text: str | None = None
    year: int | None = None
    platform: str | None = None
    holder: Traced | None = None
    printed: Traced | None = None


def _caption_told(field: str, photo: Picture, draft: Draft) -> _Told:
    words, parsed = photo.words, photo.parsed
    if words is None or parsed is None:
        return _Told()
    holder = words.cut(*parsed.credit) if parsed.credit else None
    printed = _credit_as_printed(words, parsed)
    for name, value in (("credit_year", parsed.year), ("platform", parsed.platform)):
        if value is not None:
            draft.value(f"{field}.{name}", printed or words, f"read as {name.split('_')[-1]}: {value}")
    return _Told(
        caption=draft.text(f"{field}.caption", words.cut(*parsed.caption)) if parsed.caption else None,
        credit=draft.text(f"{field}.credit", holder, "the holder's name"),
        credit_text=draft.text(f"{field}.credit_text", printed, "the credit as printed"),
        year=parsed.year,
        platform=parsed.platform,
        holder=holder,
        printed=printed,
    )


def _filed(
    field: str, photo: Picture, told: _Told, source: Source, draft: Draft
) -> tuple[str | None, str | None]:
    """Holder and platform that the image's file name gives, each None where the caption gives it."""
    named = Credits.of(source.site).holder_from_address(photo.url or "")
    holder, platform = (
        None if said else filed for said, filed in zip((told.credit, told.platform), named, strict=True)
    )
    for name, value in (("credit", holder), ("platform", platform)):
        if value:
            draft.derived(f"{field}.{name}", f"from the image's file name: {photo.url}")
    return holder, platform


def _credit_as_printed(line: Traced, parsed: Caption) -> Traced | None:
    """What stands beside the caption: the sign, the holder and all that stands with them."""
    if parsed.credit is None:
        return None
    if parsed.caption and parsed.caption[0] >= parsed.credit[1]:
        return line.cut(0, parsed.caption[0]).strip(BEFORE_CREDIT)
    after = line.cut(parsed.caption[1] if parsed.caption else 0)
    return after.cut(len(after.text) - len(after.text.lstrip(BEFORE_CREDIT)))


def photo_credits(photos: Iterable[Shown], register: Register) -> None:
    """Each holder once, with the words of the first photo that names him."""
    named: set[str] = set()
    for photo, holder, printed in photos:
        if holder and photo.credit and photo.credit not in named:
            named.add(photo.credit)
            years = (photo.credit_year, photo.credit_year)
            register.add("photo", holder, printed or holder, f"the credit of photo {photo.position}", years)


def text_credits(blocks: Blocks, source: Source, register: Register) -> None:
    """Partners, authors and sponsors that the page names, and readers' accounts with their words."""
    grammar = Credits.of(source.site)
    found: set[tuple[str, str]] = set()
    for words in (*(words for words, _ in blocks.narrative), *blocks.sponsor):
        styled = plain(words)
        for plug in grammar.read_plug(styled.text):
            role = "text" if plug.role == "author" else plug.role
            name = styled.cut(plug.start, plug.end)
            if (role, name.text) not in found:
                found.add((role, name.text))
                register.add(role, name, styled, f"named as {plug.role}")
    for words in blocks.accounts:
        register.add("reader", None, words, "a reader's account")
    if blocks.accounts:
        register.draft.warnings.append(
            "a reader's account stands on the page: it is in the credits, not in the narrative"
        )


@dataclass
class Register:
    """The credits of a walk as they are found, each with its evidence."""

    draft: Draft
    credits: list[Credit] = field(default_factory=list)
    names: list[Traced | None] = field(default_factory=list)

    def add(
        self, role: str, name: Traced | None, words: Traced, step: str, years: Years = (None, None)
    ) -> None:
        """Add somebody whom a line names; a line without any words names nobody."""
        place = f"credits[{len(self.credits)}]"
        text = self.draft.text(f"{place}.text", words, step)
        if text is None:
            return
        called = self.draft.text(f"{place}.name", name, step)
        for column, year in zip(("year_first", "year_last"), years, strict=True):
            if year is not None:
                self.draft.value(f"{place}.{column}", words, f"read as year: {year}")
        self.credits.append(Credit(role, called, text, *years))
        self.names.append(name)


@dataclass(frozen=True, slots=True)
class SiteNotice:
    """The site's own copyright notice as printed, and whose it is."""

    text: str | None = None
    holder: str | None = None


def site_notice(blocks: Blocks, source: Source, register: Register) -> SiteNotice:
    """Read the site's notice; it is a document of its own, whole or damaged apart from the walk's words."""
    if blocks.notice is None:
        return SiteNotice()
    draft, words = register.draft, _signed(blocks.notice, source.site)
    words = plain(words.apply(repair_lines([words.text])[0].edits))
    text = draft.text("copyright_notice", words)
    read = Credits.of(source.site).read_notice(text or "")
    if read is None or read.holder is None:
        return SiteNotice(text)
    named = words.cut(*read.holder)
    holder = draft.text("copyright_holder", named, "the holder in the copyright notice")
    register.add("site", named, words, "the copyright notice", (read.year_first, read.year_last))
    return SiteNotice(text, holder)


def _signed(notice: Traced, site: str) -> Traced:
    """The notice with its © back, where it reads as a notice only with one."""
    read = Credits.of(site).read_notice
    for at, character in enumerate(notice.text):
        if character in MARKS:
            whole = f"{notice.text[:at]}©{notice.text[at + 1 :]}"
            known = read(notice.text) is None and (found := read(whole)) and found.holder
            sign = Edit(at, at + 1, character, "©", "symbol", "sign-before-holder", SIGN_CONFIDENCE)
            return notice.apply([sign]) if known else notice
    return notice
