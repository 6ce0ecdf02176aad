"""Who is named on a page: photographers, partners, sponsors, authors, readers, the site itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.credits import Credits
from normalize.mending import SIGN_CONFIDENCE
from normalize.text.fold import MARKS
from normalize.text.lost import repair_lines
from normalize.text.style import plain
from normalize.text.traced import Edit
from normalize.walk import Credit, Photo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from normalize.blocks import Blocks
    from normalize.blocks.photos import Picture
    from normalize.credits import Caption
    from normalize.draft import Draft
    from normalize.source import Source
    from normalize.text.traced import Traced


def photo_rows(photos: Sequence[Picture], source: Source, draft: Draft) -> Iterable[Photo]:
    """The photos in the page's order; a holder whom no caption names may stand in the image's file name."""
    grammar = Credits.of(source.site)
    for number, photo in enumerate(photos):
        field, caption, credit, parsed = f"photos[{number}]", None, None, photo.parsed
        holder, platform = grammar.holder_from_address(photo.url or "")
        if photo.words and parsed:
            caption = (
                draft.text(f"{field}.caption", photo.words.cut(*parsed.caption)) if parsed.caption else None
            )
            credit = draft.text(f"{field}.credit", photo.words.cut(*parsed.credit)) if parsed.credit else None
        printed = _credit_as_printed(photo.words.text, parsed) if photo.words and parsed else None
        yield Photo(
            position=number + 1,
            caption=caption,
            credit=credit or holder,
            credit_text=printed,
            credit_year=parsed.year if parsed else None,
            platform=(parsed.platform if parsed else None) or platform,
            url=photo.url,
        )


def _credit_as_printed(line: str, parsed: Caption) -> str | None:
    """What follows the caption: the sign, the holder and all that stands with them."""
    if parsed.credit is None:
        return None
    return line[parsed.caption[1] if parsed.caption else 0 :].lstrip(" -–—,:|(") or None


def photo_credits(photos: Iterable[Photo]) -> list[Credit]:
    """Each holder once."""
    holders: dict[str, Credit] = {}
    for photo in photos:
        if photo.credit:
            credit = Credit(
                "photo", photo.credit, photo.credit_text or photo.credit, photo.credit_year, photo.credit_year
            )
            holders.setdefault(photo.credit, credit)
    return list(holders.values())


def text_credits(blocks: Blocks, source: Source, draft: Draft) -> list[Credit]:
    """Partners, authors and sponsors that the page names, and readers' accounts with their words."""
    grammar = Credits.of(source.site)
    found: list[Credit] = []
    for words in (*(words for words, _ in blocks.narrative), *blocks.sponsor):
        styled = plain(words)
        for plug in grammar.read_plug(styled.text):
            name = styled.cut(plug.start, plug.end)
            role = "text" if plug.role == "author" else plug.role
            draft.value(f"credits.{role}", name, f"named as {plug.role}")
            found.append(Credit(role, name.text, styled.text))
    if blocks.accounts:
        draft.warnings.append(
            "a reader's account stands on the page: it is in the credits, not in the narrative"
        )
    accounts = [
        text for n, words in enumerate(blocks.accounts) if (text := draft.text(f"accounts[{n}]", words))
    ]
    readers = [Credit("reader", None, text) for text in accounts]
    unique = {(c.role, c.name): c for c in reversed(found)}
    return [*reversed(list(unique.values())), *readers]


@dataclass(frozen=True, slots=True)
class SiteNotice:
    """The site's own copyright notice as printed, whose it is, and the credit that it makes."""

    text: str | None = None
    holder: str | None = None
    credits: tuple[Credit, ...] = ()


def site_notice(blocks: Blocks, source: Source, draft: Draft) -> SiteNotice:
    """Read the site's notice; it is a document of its own, whole or damaged apart from the walk's words."""
    if blocks.notice is None:
        return SiteNotice()
    words = _signed(blocks.notice, source.site)
    words = words.apply(repair_lines([words.text])[0].edits)
    text = draft.text("copyright_notice", words)
    read = Credits.of(source.site).read_notice(text or "")
    if read is None or read.holder is None:
        return SiteNotice(text)
    holder = draft.text("copyright_holder", plain(words).cut(*read.holder))
    return SiteNotice(text, holder, (Credit("site", holder, text or "", read.year_first, read.year_last),))


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
