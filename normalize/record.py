"""Blocks to Walk: repair the walk's words as one document, read its values, gather the evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from normalize.addresses import Addresses, Identity
from normalize.blocks.photos import absolute, pictures
from normalize.blocks.title import breadcrumb_country
from normalize.credits import Credits
from normalize.draft import Draft
from normalize.figures import PARTS, Figures, rating_adds_up, read_rating, read_statistics
from normalize.places import country_codes
from normalize.text.lost import repair_lines
from normalize.text.style import plain
from normalize.text.traced import Traced
from normalize.walk import Credit, Photo, Walk, WalkLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from normalize.blocks import Blocks, Item
    from normalize.blocks.photos import Picture
    from normalize.credits import Caption

LEFTOVER_SHARE = 0.05
"""More of the content than this left unread is worth a warning."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page's words came from: its site, its own address on that site and as asked."""

    site: str
    url: str | None
    asked: str | None
    base_url: str | None

    @property
    def identity(self) -> Identity:
        """What the address says of the walk."""
        return Addresses.of(self.site).identity(self.url) if self.url else Identity(None, None, None, None)

    def address(self, href: str) -> str:
        """A link or image as the site's canonical address, or absolute where it leads elsewhere."""
        full = absolute(self.asked or self.url, href)
        return Addresses.of(self.site).canonical(full, self.base_url) or full

    def kind(self, address: str) -> str:
        """What an absolute address is: walk, index, image, other or foreign."""
        return Addresses.of(self.site).classify(address)


def write_walk(title: Traced | None, blocks: Blocks, items: Sequence[Item], source: Source) -> Walk:
    """The Walk that a page's blocks tell."""
    draft = Draft()
    photos = pictures(blocks.shots, Credits.of(source.site), _photo_address(source))
    digest = _content_sha256(title, blocks, photos)
    mended = _repair(title, blocks, photos, source, draft)
    title, blocks, photos = mended.title, mended.blocks, mended.photos
    rating = read_rating(blocks, draft)
    statistics = read_statistics(blocks, source.site, draft)
    name = draft.text("title", title) or ""
    country = _country(items, blocks, title, source, draft)
    points = tuple(_points(blocks, draft))
    narrative = draft.paragraphs("narrative", [words for words, _ in blocks.narrative])
    photo_rows = tuple(_photos(photos, source, draft))
    adds_up = rating_adds_up(rating.numbers, draft)
    notice = _notice(blocks, source, draft)
    credits_ = (*_photo_credits(photo_rows), *_text_credits(blocks, source, draft), *notice.credits)
    authors = [c.name for c in credits_ if c.role == "text"]
    _warn(blocks, draft)
    return Walk(
        site=source.site,
        url=source.url,
        path=source.identity.path,
        site_id=source.identity.site_id,
        title=name,
        country=country,
        country_code=codes[0] if len(codes := country_codes(country or "")) == 1 else None,
        country_codes=codes,
        top_100=blocks.top_100 is not None,
        rating_adds_up=adds_up,
        rating_note=draft.text("rating_note", rating.texts.get("rating_note")),
        **_numbers(rating, statistics),
        difficulty=draft.text("difficulty", statistics.texts.get("difficulty")),
        length_text=draft.text("length_text", statistics.texts.get("length")),
        duration_text=draft.text("duration_text", statistics.texts.get("duration")),
        max_altitude_text=draft.text("max_altitude_text", statistics.texts.get("max_altitude")),
        key_information=points,
        narrative=narrative,
        author=authors[0] if authors else None,
        members_only=blocks.members is not None,
        copyright_notice=notice.text,
        copyright_holder=notice.holder,
        content_sha256=digest,
        photos=photo_rows,
        credits=credits_,
        statistics=(*rating.rows, *statistics.rows),
        links=tuple(_links(blocks, source)),
        warnings=tuple(dict.fromkeys(draft.warnings)),
        checks=tuple(draft.checks),
        repairs=tuple(draft.repairs),
        evidence=tuple(draft.evidence),
    )


# -- repair ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mended:
    title: Traced | None
    blocks: Blocks
    photos: list[Picture]


def _repair(
    title: Traced | None, blocks: Blocks, photos: list[Picture], source: Source, draft: Draft
) -> _Mended:
    """Bring back what was lost in the walk's words.

    Captions and prose are a document each, and so is the site's own furniture: they came into the page by
    different ways, and one may be whole where another is damaged. Each knows the other's words as evidence.
    """
    pieces: dict[tuple[str, int], Traced] = {}
    if title:
        pieces["title", 0] = title
    pieces |= {("photos", n): p.words for n, p in enumerate(photos) if p.words}
    pieces |= {("key_information", n): words for n, words in enumerate(blocks.key_information)}
    for name in ("rating", "statistics"):
        pieces |= {(name, n): words for n, (_, words) in enumerate(getattr(blocks, name)) if words}
    pieces |= {("narrative", n): words for n, (words, _) in enumerate(blocks.narrative)}
    pieces |= {("accounts", n): words for n, words in enumerate(blocks.accounts)}
    names = [name for name in (source.identity.name, source.identity.country) if name]
    captions = {place: words for place, words in pieces.items() if place[0] == "photos"}
    prose = {place: words for place, words in pieces.items() if place[0] != "photos"}
    for document, other in ((captions, prose), (prose, captions)):
        lines = [_spaced(words.text) for words in document.values()]
        whole = [*names, *(words.text for words in other.values())]
        for (place, words), repair in zip(document.items(), repair_lines(lines, whole), strict=True):
            draft.suspected(place[0], words.text, repair)
            edits = (replace(e, before=words.text[e.start : e.end]) for e in repair.edits)
            pieces[place] = words.apply(edits)
    return _Mended(pieces.get(("title", 0)), *_put_back(pieces, blocks, photos, source))


def _spaced(text: str) -> str:
    """The text with plain blanks for its no-break spaces, which say nothing of what was lost beside them."""
    return text.replace("\xa0", " ")


def _put_back(
    pieces: dict[tuple[str, int], Traced], blocks: Blocks, photos: list[Picture], source: Source
) -> tuple[Blocks, list[Picture]]:
    def pair(
        name: str, pairs: list[tuple[str | None, Traced | None]]
    ) -> list[tuple[str | None, Traced | None]]:
        return [(label, pieces.get((name, n))) for n, (label, _) in enumerate(pairs)]

    mended = replace(
        blocks,
        key_information=[pieces["key_information", n] for n in range(len(blocks.key_information))],
        rating=pair("rating", blocks.rating),
        statistics=pair("statistics", blocks.statistics),
        narrative=[(pieces["narrative", n], item) for n, (_, item) in enumerate(blocks.narrative)],
        accounts=[pieces["accounts", n] for n in range(len(blocks.accounts))],
    )
    read = Credits.of(source.site).read_caption
    again: list[Picture] = []
    for n, photo in enumerate(photos):
        words = pieces.get(("photos", n))
        styled = plain(words) if words else None
        again.append(replace(photo, words=styled, parsed=read(styled.text) if styled else None))
    return mended, again


# -- the parts of a walk -------------------------------------------------------------------------------------


def _numbers(rating: Figures, statistics: Figures) -> dict[str, Any]:
    columns = [
        "rating_total",
        *(f"rating_{part}" for part in PARTS),
        "rating_negative_points",
        "max_altitude_m",
    ]
    columns += [
        f"{unit}_{end}" for unit in ("length_km", "duration_hours", "duration_days") for end in ("min", "max")
    ]
    found = rating.numbers | statistics.numbers
    return {column: found.get(column) for column in columns}


def _points(blocks: Blocks, draft: Draft) -> Iterable[str]:
    told = [words for words in blocks.key_information if plain(words)]
    for number, words in enumerate(told):
        yield draft.text(f"key_information[{number}]", words) or ""


def _country(
    items: Sequence[Item], blocks: Blocks, title: Traced | None, source: Source, draft: Draft
) -> str | None:
    """The country as the site names it: in a breadcrumb, in the address, in a location line."""
    addressed = source.identity.country
    crumb = breadcrumb_country(items, title.text, addressed) if title else None
    if addressed and crumb is None:
        draft.value("country", Traced(addressed), f"from the address {source.url}")
        return addressed
    stated = next((words for words in blocks.place if country_codes(plain(words).text)), None)
    return draft.text("country", crumb or stated)


def _photo_address(source: Source) -> Callable[[str], str | None]:
    def locate(src: str) -> str | None:
        address = source.address(src)
        return address if source.kind(address) == "image" else None

    return locate


def _photos(photos: Sequence[Picture], source: Source, draft: Draft) -> Iterable[Photo]:
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


def _photo_credits(photos: Iterable[Photo]) -> list[Credit]:
    """Each holder once."""
    holders: dict[str, Credit] = {}
    for photo in photos:
        if photo.credit:
            credit = Credit(
                "photo", photo.credit, photo.credit_text or photo.credit, photo.credit_year, photo.credit_year
            )
            holders.setdefault(photo.credit, credit)
    return list(holders.values())


def _text_credits(blocks: Blocks, source: Source, draft: Draft) -> list[Credit]:
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
class _Notice:
    text: str | None = None
    holder: str | None = None
    credits: tuple[Credit, ...] = ()


def _notice(blocks: Blocks, source: Source, draft: Draft) -> _Notice:
    if blocks.notice is None:
        return _Notice()
    words = blocks.notice.apply(repair_lines([blocks.notice.text])[0].edits)
    text = draft.text("copyright_notice", words)
    read = Credits.of(source.site).read_notice(text or "")
    if read is None or read.holder is None:
        return _Notice(text)
    holder = draft.text("copyright_holder", plain(words).cut(*read.holder))
    return _Notice(text, holder, (Credit("site", holder, text or "", read.year_first, read.year_last),))


def _links(blocks: Blocks, source: Source) -> Iterable[WalkLink]:
    kinds = {"index": "country", "foreign": "outside", "other": "site"}
    for _, item in blocks.narrative:
        for link in item.links:
            address = source.address(link.href)
            if address.startswith(("http://", "https://")):
                kind = source.kind(address)
                words = plain(Traced(item.mended.decoded[link.start : link.end]))
                yield WalkLink(words.text, address, kinds.get(kind, kind))


def _warn(blocks: Blocks, draft: Draft) -> None:
    if blocks.stub:
        draft.value("warnings", blocks.stub, "known as the notice of an early stage")
        draft.warnings.append("the page says that it is at an early stage of development")
    for words in blocks.leftover:
        draft.check("leftover", False, f"no field claims {words.text[:200]!r}")
    if blocks.leftover_share > LEFTOVER_SHARE:
        draft.warnings.append(f"{blocks.leftover_share:.0%} of the content is left unread")


# -- what the source says ------------------------------------------------------------------------------------


def _content_sha256(title: Traced | None, blocks: Blocks, photos: Sequence[Picture]) -> str:
    """Digest of the walk's own words as decoded, block by block in one fixed order.

    Blanks and invisible characters do not count, nor do furniture, labels' spelling and markup.
    """
    words: list[tuple[str, Traced | None]] = [("title", title)]
    words += [("photo", photo.words) for photo in photos]
    words += [("key", piece) for piece in blocks.key_information]
    words += [(label or "duration", piece) for label, piece in (*blocks.rating, *blocks.statistics)]
    words += [("text", piece) for piece, _ in blocks.narrative]
    words += [("account", piece) for piece in blocks.accounts]
    lines = (f"{label}:{_bare(piece.decoded)}" for label, piece in words if piece)
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and not c.isspace())
