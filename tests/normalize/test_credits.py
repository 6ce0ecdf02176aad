"""Captions, copyright notices, partners, sponsors and authors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.credits import Credits, caption_key, same_caption

CREDITS = Credits.of("walkopedia")


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("line", "caption", "credit", "year", "platform"),
    [
        ("© Inka Challenge Peru", None, "Inka Challenge Peru", None, None),
        ("Glacial lake - © Lorna Dodds", "Glacial lake", "Lorna Dodds", None, None),
        ("Inside an adobe hut - ©Lorna Dodds", "Inside an adobe hut", "Lorna Dodds", None, None),
        ("Camp -  ©  ryan kilpatrick flickr user", "Camp", "ryan kilpatrick", None, "Flickr"),
        ("Huayhuash  - © From Flickr user Indrik Myneur", "Huayhuash", "Indrik Myneur", None, "Flickr"),
        ("Lake - © By Flickr user cordyph", "Lake", "cordyph", None, "Flickr"),
        ("© melaniejbirch flickr user", None, "melaniejbirch", None, "Flickr"),
        ("Corsica - GR20 - © Copyright Paul Hadaway", "Corsica - GR20", "Paul Hadaway", None, None),
        ("Lla Chu Gorge - © William Mackesy 2008", "Lla Chu Gorge", "William Mackesy", 2008, None),
        ("Ridge - From near the Top - © W. Mackesy", "Ridge - From near the Top", "W. Mackesy", None, None),
        ("(C) 2011 Lorna Dodds", None, "Lorna Dodds", 2011, None),
        ("Copyright Lorna Dodds", None, "Lorna Dodds", None, None),
        ("Camp - Copyright © Lorna Dodds", "Camp", "Lorna Dodds", None, None),
        ("Lake, photo © Lorna Dodds", "Lake", "Lorna Dodds", None, None),
        ("Photo by Lorna Dodds", None, "Lorna Dodds", None, None),
        ("The camp. Photo: Lorna Dodds", "The camp.", "Lorna Dodds", None, None),
        ("Lake - courtesy of Inka Challenge Peru", "Lake", "Inka Challenge Peru", None, None),
        ("Lake (by kind permission of Lorna Dodds)", "Lake", "Lorna Dodds", None, None),
        ("Lake (© Lorna Dodds)", "Lake", "Lorna Dodds", None, None),
        ("Lake - © wikiuser Florian Fell", "Lake", "Florian Fell", None, "Wikimedia"),
        ("Lake - © Wikimedia Commons user Florian Fell", "Lake", "Florian Fell", None, "Wikimedia"),
        ("Lake - © Florian Fell (Wikimedia Commons)", "Lake", "Florian Fell", None, "Wikimedia"),
        ("Lake - © Florian Fell / Panoramio", "Lake", "Florian Fell", None, "Panoramio"),
        ("Lake - © Florian Fell on Flickr", "Lake", "Florian Fell", None, "Flickr"),
        ("Lake - © Flickr", "Lake", None, None, "Flickr"),
        ("Lake | © A & B", "Lake", "A & B", None, None),
        ("Lake – © Lorna Dodds, May 2009", "Lake", "Lorna Dodds", 2009, None),
        ("Lake: © Lorna Dodds, 12 May 2009", "Lake", "Lorna Dodds", 2009, None),
        ("Lake - © Lorna Dodds (2009)", "Lake", "Lorna Dodds", 2009, None),
        ("Lake - © Lorna Dodds. All rights reserved.", "Lake", "Lorna Dodds", None, None),
        ("Lake - © J. Smith Jr.", "Lake", "J. Smith Jr.", None, None),
        ("Foo © Bar - view - © Lorna Dodds", "Foo © Bar - view", "Lorna Dodds", None, None),
        ("Peaks, lakes, camps - © Lorna Dodds", "Peaks, lakes, camps", "Lorna Dodds", None, None),
        ("A view, with no sign at all", "A view, with no sign at all", None, None, None),
        ("Lunch courtesy of the guide", "Lunch courtesy of the guide", None, None, None),
        ("(a) the lake and (c) the camp", "(a) the lake and (c) the camp", None, None, None),
        ("Lake - ©", "Lake", None, None, None),
        ("©", None, None, None, None),
        ("", None, None, None, None),
    ],
)
def test_a_caption_is_parted_from_its_credit(
    line: str, caption: str | None, credit: str | None, year: int | None, platform: str | None
) -> None:
    read = CREDITS.read_caption(line)
    assert (words(line, read.caption), words(line, read.credit)) == (caption, credit)
    assert (read.year, read.platform, read.cut, read.lost_sign) == (year, platform, False, False)


@pytest.mark.parametrize("dots", ["...", "…", " ..."])
def test_a_caption_that_the_page_cut_says_so_and_loses_the_dots(dots: str) -> None:
    line = f"Making new friends - ©Lorna Dodds{dots}"
    read = CREDITS.read_caption(line)
    assert read.cut
    assert (words(line, read.caption), words(line, read.credit)) == ("Making new friends", "Lorna Dodds")


@pytest.mark.parametrize(
    "line", ["Lake - ? Lorna Dodds", "Lake - \ufffd Lorna Dodds", "Lake - ? From Flickr user Lorna Dodds"]
)
def test_a_lost_sign_before_a_name_is_seen_and_said_to_be_guessed(line: str) -> None:
    read = CREDITS.read_caption(line)
    assert read.lost_sign
    assert (words(line, read.caption), words(line, read.credit)) == ("Lake", "Lorna Dodds")


@pytest.mark.parametrize(
    "line",
    [
        "? From Lower Slopes",
        "Lake - ? From Lower Slopes",
        "Lake - ?",
        "Lake - ? which one",
        "? Lorna Dodds",
        "ANYONE GOT ANY GOOD PHOTOS?",
    ],
)
def test_a_question_mark_that_is_right_is_no_lost_sign(line: str) -> None:
    read = CREDITS.read_caption(line)
    assert (words(line, read.caption), read.credit, read.lost_sign) == (line, None, False)


NAMES = st.sampled_from(
    ["Lorna Dodds", "A & B", "ryan kilpatrick", "Zoë O'Brien", "Inka Challenge Peru", "cordyph"]
)
CAPTIONS = st.sampled_from(
    ["Glacial lake", "Corsica - GR20", "Camp, at dawn", "From near the Sentinel", "Mt. Kenya"]
)


@given(
    caption=CAPTIONS,
    name=NAMES,
    year=st.none() | st.integers(1900, 2099),
    sign=st.sampled_from(["©", "© ", "© Copyright ", "© From ", "© by "]),
    parted=st.sampled_from([" - ", " – ", " ", ", ", " | ", ": "]),
)
def test_a_credit_written_in_any_form_reads_back(
    caption: str, name: str, year: int | None, sign: str, parted: str
) -> None:
    line = f"{caption}{parted}{sign}{name}{f' {year}' if year else ''}"
    read = CREDITS.read_caption(line)
    assert (words(line, read.caption), words(line, read.credit), read.year) == (caption, name, year)


PIECES = st.lists(
    st.sampled_from(
        ["©", "(c)", "?", "\ufffd", " - ", "...", "2008", "flickr user", "(", ")", "By", "Photo by", "X"]
    )
    | st.text(max_size=3)
).map(" ".join)


@given(PIECES | st.text())
def test_spans_lie_inside_whatever_text_and_never_meet(text: str) -> None:
    read = CREDITS.read_caption(text)
    spans = [span for span in (read.caption, read.credit) if span]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert len(spans) < 2 or spans[0][1] <= spans[1][0]
    notice = CREDITS.read_notice(text)
    assert notice is None or 0 <= notice.start < notice.end <= len(text)
    for plug in CREDITS.read_plug(text):
        assert 0 <= plug.within[0] <= plug.start < plug.end <= plug.within[1] <= len(text)


@pytest.mark.parametrize(
    ("url", "holder", "platform"),
    [
        ("/assets/walkimages/12/lake-wikiuserFlorianFell.JPG", "Florian Fell", "Wikimedia"),
        ("/assets/walkimages/12/lake-flickruserfoo_bar.jpg", "foo_bar", "Flickr"),
        ("lake-flickr-user-ryan-kilpatrick.jpg?size=1", "ryan kilpatrick", "Flickr"),
        ("lake-wikiuserJohnMcDonald.jpg", "John McDonald", "Wikimedia"),
        ("lake-wikiuser%20Florian%20Fell.jpg", "Florian Fell", "Wikimedia"),
        ("lake.jpg", None, None),
        ("lakewikiuserFoo.jpg", None, None),
        ("http://[::1/lake.jpg", None, None),
        ("", None, None),
    ],
)
def test_a_holder_is_read_from_the_name_of_the_file(
    url: str, holder: str | None, platform: str | None
) -> None:
    assert CREDITS.holder_from_address(url) == (holder, platform)


@given(st.text())
def test_no_address_raises(url: str) -> None:
    assert len(CREDITS.holder_from_address(url)) == 2


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Inside an adobe hut - ©Lorna Dodds", "Inside an adobe hut - © Lorna Dodds", True),
        ("INSIDE AN  ADOBE HUT – (c) Lorna Dodds", "Inside an adobe hut - © Lorna Dodds", True),
        ("Making new friends - ©Lorna Dodds...", "Making new friends - © Lorna Dodds", True),
        ("Making new fri...", "Making new friends - © Lorna Dodds", True),
        ("Making new friends", "Making new friends - © Lorna Dodds", False),
        ("M...", "Making new friends - © Lorna Dodds", False),
        ("?", "!", False),
        ("Camp 1", "Camp 2", False),
    ],
)
def test_two_printings_of_one_caption_are_known_as_one(first: str, second: str, same: bool) -> None:
    assert same_caption(first, second) is same
    assert same_caption(second, first) is same


@given(st.text(), st.text())
def test_sameness_goes_both_ways(first: str, second: str) -> None:
    assert same_caption(first, first)
    assert same_caption(first, second) == same_caption(second, first)
    assert caption_key(first) == caption_key(first.strip())


@pytest.mark.parametrize(
    ("line", "holder", "first", "last"),
    [
        (
            "All material on this website is © Walkopedia Ltd 2008 - 2015, unless stated.",
            "Walkopedia Ltd",
            2008,
            2015,
        ),
        ("Copyright © 2008-2015 Walkopedia Ltd. All rights reserved.", "Walkopedia Ltd", 2008, 2015),
        ("© Walkopedia 2015", "Walkopedia", 2015, 2015),
        ("Copyright 2008-15 Walkopedia Ltd", "Walkopedia Ltd", 2008, 2015),
        ("© Walkopedia Ltd 2008 - present", "Walkopedia Ltd", 2008, None),
        ("All content © Walkopedia Ltd", "Walkopedia Ltd", None, None),
        ("(c) 2009 Smith & Co, unless otherwise stated", "Smith & Co", 2009, 2009),
    ],
)
def test_the_sites_notice_gives_holder_and_years(
    line: str, holder: str, first: int | None, last: int | None
) -> None:
    notice = CREDITS.read_notice(line)
    assert notice is not None
    assert (words(line, notice.holder), notice.year_first, notice.year_last) == (holder, first, last)


@pytest.mark.parametrize(
    "line", ["Lla Chu Gorge - © William Mackesy 2008", "© Lorna Dodds", "Lares Trek", "©", ""]
)
def test_a_photographs_credit_is_no_notice(line: str) -> None:
    assert CREDITS.read_notice(line) is None


@pytest.mark.parametrize(
    ("text", "plugs"),
    [
        ("Thank you to our sponsor, the excellent Tourdust", [("sponsor", "Tourdust")]),
        ("Thank you to our sponsor, the excellent\u00a0Tourdust", [("sponsor", "Tourdust")]),
        (
            "We travelled with Tourdust, happily. We are proud to be their partners.",
            [("partner", "Tourdust")],
        ),
        ("We have travelled with Tourdust, and were pleased.", []),
        ("Our partners Peru Treks can help.", [("partner", "Peru Treks")]),
        ("Walkopedia's partner Tourdust is good.", [("partner", "Tourdust")]),
        ("Our friends at KE Adventure Travel", [("partner", "KE Adventure Travel")]),
        (
            "Thanks to our sponsor Exodus and our partner Tourdust.",
            [("sponsor", "Exodus"), ("partner", "Tourdust")],
        ),
        ("The following is Lorna Dodds's piece on walking here", [("author", "Lorna Dodds")]),
        ("The following is Lorna Dodds' piece on walking here:", [("author", "Lorna Dodds")]),
        ("By Lorna Dodds", [("author", "Lorna Dodds")]),
        ("Written by Lorna Dodds.", [("author", "Lorna Dodds")]),
        ("This piece is by J. Smith-O'Brien", [("author", "J. Smith-O'Brien")]),
        ("Lorna Dodds's prize-winning piece", [("author", "Lorna Dodds")]),
        ("By Train", []),
        ("By Public Transport", []),
        ("By Lorna Dodds, we were told, the way is longer", []),
        ("Walkopedia Sponsor", []),
        ("Our partners in Peru", []),
        ("Written by the guide", []),
    ],
)
def test_a_paragraph_names_partners_sponsors_and_authors(text: str, plugs: list[tuple[str, str]]) -> None:
    assert [(plug.role, text[plug.start : plug.end]) for plug in CREDITS.read_plug(text)] == plugs
