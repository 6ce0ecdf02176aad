"""Blocks to Walk: read the values, gather the evidence, say what was left."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from normalize.blocks.photos import pictures
from normalize.blocks.place import breadcrumb_country
from normalize.blocks.title import TITLE_LENGTH
from normalize.credits import Credits
from normalize.draft import Draft
from normalize.figures import PARTS, Figures, rating_adds_up, read_rating, read_statistics
from normalize.holders import photo_credits, photo_rows, site_notice, text_credits
from normalize.mending import mend_blocks
from normalize.places import country_codes
from normalize.text.fold import MARKS
from normalize.text.style import plain
from normalize.text.traced import Traced
from normalize.walk import Walk, WalkLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from normalize.blocks import Blocks, Item
    from normalize.blocks.photos import Picture
    from normalize.source import Source

LEFTOVER_SHARE = 0.05
"""More of the content than this left unread is worth a warning."""


def write_walk(
    title: Traced | None, blocks: Blocks, items: Sequence[Item], source: Source, head_title: str = ""
) -> Walk:
    """The Walk that a page's blocks tell."""
    draft = Draft()
    photos = pictures(blocks.shots, Credits.of(source.site), _photo_address(source))
    digest = _content_sha256(title, blocks, photos)
    mended = mend_blocks(title, blocks, photos, source, draft, _whole_names(items, head_title))
    title, blocks, photos = mended.title, mended.blocks, mended.photos
    rating = read_rating(blocks, draft)
    statistics = read_statistics(blocks, source.site, draft)
    name = draft.text("title", title) or ""
    country = _country(items, blocks, title, source, draft)
    points = tuple(_points(blocks, draft))
    narrative = draft.paragraphs("narrative", [words for words, _ in blocks.narrative])
    shown = tuple(photo_rows(photos, source, draft))
    adds_up = rating_adds_up(rating.numbers, draft)
    notice = site_notice(blocks, source, draft)
    credits_ = (*photo_credits(shown), *text_credits(blocks, source, draft), *notice.credits)
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
        photos=shown,
        credits=credits_,
        statistics=(*rating.rows, *statistics.rows),
        links=tuple(_links(blocks, source)),
        warnings=tuple(dict.fromkeys(draft.warnings)),
        checks=tuple(draft.checks),
        repairs=tuple(draft.repairs),
        evidence=tuple(draft.evidence),
    )


def _whole_names(items: Sequence[Item], head_title: str) -> list[str]:
    """The page's short lines, menu and breadcrumb among them, and its ``<title>``, where nothing is lost."""
    lines = (head_title, *(item.text for item in items))
    return [line for line in lines if line and len(line) <= TITLE_LENGTH and not set(MARKS) & set(line)]


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
