"""Blocks to Walk: read the values, gather the evidence, say what was left."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from normalize.blocks.photos import pictures
from normalize.blocks.title import TITLE_LENGTH
from normalize.checks.bounds import check_bounds
from normalize.checks.contradictions import check_contradictions
from normalize.checks.dates import check_dates
from normalize.checks.names import Witness, announced_name, check_title
from normalize.checks.prose import read_prose
from normalize.checks.years import check_notice_years, check_photo_years
from normalize.country import find_country
from normalize.credits import Credits
from normalize.draft import Draft
from normalize.figures import ENDS, Figures, note_prose, read_statistics
from normalize.holders import Register, photo_credits, photo_rows, site_notice, text_credits
from normalize.links import walk_links
from normalize.mending import mend_blocks
from normalize.places import country_codes
from normalize.rating import PARTS, rating_adds_up, read_rating
from normalize.text.fold import MARKS
from normalize.text.style import plain
from normalize.text.traced import Traced
from normalize.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from normalize.blocks import Blocks, Item
    from normalize.blocks.photos import Picture
    from normalize.holders import SiteNotice
    from normalize.source import Source
    from normalize.walk import Credit, Photo

LEFTOVER_SHARE = 0.05
"""More of the content than this left unread is worth a warning."""

NUMBERS = (
    *("rating_total", *(f"rating_{part}" for part in PARTS), "rating_negative_points", "max_altitude_m"),
    *(column for ends in ENDS.values() for column in ends),
)
"""The columns of ``walks`` that are numbers."""

TEXTS = {
    "rating_note": "rating_note",
    "difficulty": "difficulty",
    "length_text": "length",
    "duration_text": "duration",
    "max_altitude_text": "max_altitude",
}
"""The columns of ``walks`` that are words under a label, and what the label is of."""


def write_walk(
    title: Traced | None, blocks: Blocks, items: Sequence[Item], source: Source, head_title: str = ""
) -> Walk:
    """The Walk that a page's blocks tell."""
    draft = Draft(items=items)
    photos = pictures(blocks.shots, Credits.of(source.site), _photo_address(source))
    digest = _content_sha256(title, blocks, photos)
    mended = mend_blocks(title, blocks, photos, source, draft, _whole_names(items, head_title))
    title, blocks, photos = mended.title or Traced(""), mended.blocks, mended.photos
    name = draft.text("title", title) or ""
    country = find_country(items, blocks, photos, title, source, draft)
    figures = Figures()
    read_rating(blocks, figures, draft)
    read_statistics(blocks, source.site, figures, draft)
    points = tuple(_points(blocks, draft))
    narrative = draft.paragraphs("narrative", [words for words, _ in blocks.narrative])
    named = _named(blocks, photos, source, draft)
    adds_up = rating_adds_up(figures, draft)
    _check(name, blocks, items, figures, named, source, draft)
    _note_marks(blocks, source, draft)
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
        **_figured(figures, draft),
        key_information=points,
        narrative=narrative,
        author=named.author,
        members_only=blocks.members is not None,
        copyright_notice=named.notice.text,
        copyright_holder=named.notice.holder,
        content_sha256=digest,
        photos=named.photos,
        credits=named.credits,
        statistics=tuple(figures.rows),
        links=tuple(walk_links(blocks, photos, items, source, draft)),
        warnings=tuple(dict.fromkeys(draft.warnings)),
        checks=tuple(draft.checks),
        repairs=tuple(draft.repairs),
        evidence=tuple(draft.evidence),
    )


def _figured(figures: Figures, draft: Draft) -> dict[str, Any]:
    """The columns of numbers, and those of words under a label."""
    numbers = {column: figures.numbers.get(column) for column in NUMBERS}
    return numbers | {column: draft.text(column, figures.texts.get(of)) for column, of in TEXTS.items()}


class _Named(NamedTuple):
    """Everybody whom the page names, photographers with their photos."""

    photos: tuple[Photo, ...]
    credits: tuple[Credit, ...]
    author: str | None
    notice: SiteNotice


def _named(blocks: Blocks, photos: Sequence[Picture], source: Source, draft: Draft) -> _Named:
    shown, register = list(photo_rows(photos, source, draft)), Register(draft)
    photo_credits(shown, register)
    text_credits(blocks, source, register)
    notice = site_notice(blocks, source, register)
    author = next((n for n, credit in enumerate(register.credits) if credit.role == "text"), None)
    name = None if author is None else draft.text("author", register.names[author], "named as author")
    return _Named(tuple(photo for photo, *_ in shown), tuple(register.credits), name, notice)


def _check(
    name: str,
    blocks: Blocks,
    items: Sequence[Item],
    figures: Figures,
    named: _Named,
    source: Source,
    draft: Draft,
) -> None:
    """Look at everything that could contradict something else."""
    told = read_prose(blocks, source.site)
    note_prose(told, figures, draft)
    check_bounds(figures.numbers, draft)
    check_contradictions(figures.numbers, told, source.site, draft)
    announced = announced_name(items, source.site)
    called = [Witness("the key information", announced), Witness("the address", source.called or "")]
    check_title(name, called, draft)
    check_photo_years(named.photos, source.fetched_year, draft)
    check_notice_years((c for c in named.credits if c.role == "site"), source.fetched_year, draft)
    check_dates(blocks, named.photos, source.site, draft)


def _whole_names(items: Sequence[Item], head_title: str) -> list[str]:
    """The page's short lines, menu and breadcrumb among them, and its ``<title>``, where nothing is lost."""
    lines = (head_title, *(item.text for item in items))
    return [line for line in lines if line and len(line) <= TITLE_LENGTH and not set(MARKS) & set(line)]


def _points(blocks: Blocks, draft: Draft) -> Iterable[str]:
    told = [words for words in blocks.key_information if plain(words)]
    for number, words in enumerate(told):
        yield draft.text(f"key_information[{number}]", words) or ""


def _photo_address(source: Source) -> Callable[[str], str | None]:
    def locate(src: str) -> str | None:
        address = source.address(src)
        return address if source.kind(address) == "image" else None

    return locate


def _note_marks(blocks: Blocks, source: Source, draft: Draft) -> None:
    """Account for what the page says by a mark or a notice, or by having none, and for what is left over."""
    _mark("top_100", blocks.top_100, "no mark of it on the rating", draft)
    _mark("members_only", blocks.members, "no section for members on the page", draft)
    draft.derived("site", "the site of the page's address" if source.asked else "known by the page's words")
    if source.url:
        draft.derived("url", _address_step(source))
    if blocks.stub:
        draft.value("warnings", blocks.stub, "known as the notice of an early stage")
        draft.warnings.append("the page says that it is at an early stage of development")
    for words in blocks.leftover:
        draft.check("leftover", False, f"no field claims {words.text[:200]!r}")
    if blocks.leftover_share > LEFTOVER_SHARE:
        draft.warnings.append(f"{blocks.leftover_share:.0%} of the content is left unread")


def _mark(name: str, words: Traced | None, absent: str, draft: Draft) -> None:
    if words:
        draft.value(name, words, "said here")
    else:
        draft.derived(name, absent)


def _address_step(source: Source) -> str:
    return (
        f"the site's own spelling of {source.asked}" if source.asked else "named by the page's rel=canonical"
    )


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
    if text.isprintable():  # then no space in it but the plain one
        return text.replace(" ", "")
    return "".join(c for c in text if c.isprintable() and not c.isspace())
