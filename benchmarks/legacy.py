"""Whole pages of a long walk as old sites wrote them, about 60 KB each: what a large page is like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MENU, CAPTIONS, SENTENCES = 60, 40, 330
_ABOUT = 6  # sentences of a paragraph

_PLACES = ("the tarn", "Carn Wen", "the upper farm", "a broken wall", "the col", "Blea Gap", "the old mine")
_STARTS = (
    "The path climbs steadily beside a stream to {0}, where a stile leads on to {1}.",
    "From {0} you can see most of the range, and on a clear day the sea behind {1}.",
    "It takes about two hours to {0}; the last 300m below {1} are steep and loose.",
    "Nobody knows who built {0}, but the stones are older than {1} by a thousand years.",
    "We met a shepherd at {0} - he had lost eleven ewes in the snow - and he pointed us to {1}.",
    "In spring the meadows round {0} are full of gentians; by August they're dry as far as {1}.",
    "Turn left at {0}, cross the wooden bridge, and don't be tempted by the wide track to {1}.",
    "There is a hut near {0} (open from June to September) with room for 24, and a spring by {1}.",
    "The descent from {0} is relentless, and your knees will remember {1} for a week.",
    "Lunch at {0} is traditional: bread, hard cheese and whatever the guide has carried from {1}.",
    "Some parties go on to {0} the same day, which we think a pity, for {1} is lovely in the evening.",
)
_RATING = {
    "Walkopedia rating": "93",
    "Beauty": "35",
    "Natural interest": "16",
    "Human interest": "12",
    "Charisma": "33",
    "Negative points": "3",
    "Total rating": "93",
    "Note:": "",
}
_STATISTICS = (
    "Length: 25km",
    "16 hours or 2.5 days",
    "Maximum Altitude: 2,500m",
    "Level of Difficulty: Strenuous",
)
_POINTS = (
    "A long ridge above two seas, with a hut at every day's end and hardly a road to cross.",
    "Summer pastures, old mines and villages that the road never reached.",
    "The weather turns quickly, and the upper part is no place to be in a storm.",
    "Maps are good; guides are not needed, but know where the springs are.",
)
_CLOSING = (
    "Other accounts: share your experiences",
    "Your comments on this walk, your experiences and your photos are very welcome.",
    "This section is only open to members.",
    "Safety and problems: all walks have risks, and this page does not name every one of them.",
    "Responsible travel matters, a lot.",
    "All material on this website is © Walkopedia Ltd 2008 - 2015, unless specified otherwise.",
)
_SCRIPT = "function over(id, on) { document.images[id].src = '/img/' + id + (on ? '_on' : '') + '.gif'; }\n"


def sentences(count: int) -> Iterable[str]:
    """So many sentences, of which none is like another."""
    for n in range(count):
        one, other = _PLACES[n % len(_PLACES)], _PLACES[(3 * n + n // 7 + 1) % len(_PLACES)]
        yield f"{_STARTS[n % len(_STARTS)].format(one, other)[:-1]}, as stage {n + 1} of the old guide says."


def captions() -> Iterable[str]:
    """The photo list: with a holder or without one."""
    for n in range(CAPTIONS):
        place = _PLACES[n % len(_PLACES)]
        told = (
            f"© Helen Marsh {1990 + n}",
            f"Evening at {place} {n} - © Jon Aske",
            f"Path {n} below {place}",
        )
        yield told[n % len(told)]


def paragraphs() -> Iterable[str]:
    """The walk's text."""
    told = list(sentences(SENTENCES))
    return (" ".join(told[n : n + _ABOUT]) for n in range(0, SENTENCES, _ABOUT))


def ordinary_page() -> str:
    """A page of headings, lists and paragraphs."""
    menu = "".join(
        f'<li><a href="/walks/Region_{n}/Walk_{n}.aspx">Walks of Region {n}</a></li>\n' for n in range(MENU)
    )
    photos = "".join(
        f'<li><a href="/assets/walkimages/1/{n}.jpg"><img src="/assets/walkimages/1/t_{n}.jpg" alt=""></a>'
        f"<br>{told}</li>\n"
        for n, told in enumerate(captions())
    )
    rating = "".join(f"<li><b>{label}</b>{value}</li>\n" for label, value in _RATING.items())
    return (
        f"<html><head><title>Fell Top</title><script>{_SCRIPT * 10}</script></head><body>\n"
        f"<ul class=menu>{menu}</ul><h1>Fell Top</h1>\n<ul>{photos}</ul>\n"
        f"<h2>Key information: Fell Top</h2><ul>{_each('<li>{}</li>', _POINTS)}</ul>\n"
        f"<h2>Walkopedia rating</h2><ul>{rating}</ul>\n"
        f"<h2>Vital Statistics</h2><ul>{_each('<li>{}</li>', _STATISTICS)}</ul>\n"
        f"{_each('<p>{}</p>', paragraphs())}{_each('<p>{}</p>', _CLOSING)}</body></html>"
    )


def tag_heavy_page() -> str:
    """The same in tables, fonts and spacers, its paragraphs never closed."""
    spacer = '<td width=8><img src="/img/spacer.gif" width=8 height=1></td>'
    menu = "".join(
        f'<tr>{spacer}<td><font face=Verdana size=1><a href="/walks/Walk_{n}.asp">Region {n}</a></font>'
        "</td></tr>\n"
        for n in range(MENU)
    )
    photos = "".join(
        f'<tr valign=top>{spacer}<td align=center><img src="/assets/walkimages/1/{n}.jpg" border=0 alt="">'
        f"<br><font size=1 color=#666666><i>{told}</i></font></td></tr>\n"
        for n, told in enumerate(captions())
    )
    rating = "".join(
        f"<tr>{spacer}<td><font size=2><b>{label}</b></font></td><td>{value}</td></tr>\n"
        for label, value in _RATING.items()
    )
    font = "<font face=Arial size=2>"
    text = "\n".join(
        f"<p align=justify>{font}{_marked(told)}</font>" for told in list(paragraphs())[: -SENTENCES // 36]
    )
    return (
        f"<html><head><title>Fell Top</title><script>{_SCRIPT * 10}</script></head><body><table><tr><td>"
        f"<table>{menu}</table><td valign=top><center>{font}<b>Fell Top</b></font></center>\n"
        f"<table>{photos}</table><p>{font}<b>Key information: Fell Top</b></font>"
        f"<ul>{_each(f'<li>{font}{{}}</font>', _POINTS)}</ul>\n"
        f"<p><b>{font}Walkopedia rating</font></b><table>{rating}</table>\n"
        f"<p><b>{font}Vital Statistics</font></b><ul>{_each(f'<li>{font}{{}}</font>', _STATISTICS)}</ul>\n"
        f"{text}{_each(f'<p>{font}{{}}</font>', _CLOSING)}</td></tr></table></body></html>"
    )


def _marked(paragraph: str) -> str:
    """A paragraph with an emphasis and a line break of the source in it."""
    return paragraph.replace("Carn Wen", "<b>Carn Wen</b>").replace("; ", ";\n").replace(" - ", " &#8211; ")


def _each(form: str, lines: Iterable[str]) -> str:
    return "\n".join(map(form.format, lines))


PAGES = {"ordinary page": ordinary_page, "tag-heavy page": tag_heavy_page}
"""The pages by name."""
