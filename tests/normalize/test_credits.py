"""Captions, copyright notices, partners, sponsors and authors."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

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
        ("Lake at dawn, Walkopedia", "Lake at dawn", "Walkopedia", None, None),
        ("*Lake - © Lorna Dodds 2009*", "Lake", "Lorna Dodds", 2009, None),
        ("Lake - © *Debs* on Flickr", "Lake", "*Debs*", None, "Flickr"),
        ("© Jane Doe / Wikimedia Commons / CC BY-SA 3.0", None, "Jane Doe", None, "Wikimedia"),
        ("Jane Doe / Wikimedia Commons / CC BY-SA 3.0", None, "Jane Doe", None, "Wikimedia"),
        ("Lake - Jane Doe / Wikimedia Commons / CC BY-SA 3.0", "Lake", "Jane Doe", None, "Wikimedia"),
        ("Lake (Jane Doe, Flickr)", "Lake", "Jane Doe", None, "Flickr"),
        ("Lake - © Jane Doe via Wikimedia", "Lake", "Jane Doe", None, "Wikimedia"),
        ("Lake - © Jane Doe flickr.com/photos/janedoe", "Lake", "Jane Doe", None, "Flickr"),
        ("Lake - © Jane Doe (CC BY 2.0)", "Lake", "Jane Doe", None, None),
        ("Lake - flickr user jdoe_9", "Lake", "jdoe_9", None, "Flickr"),
        ("Lake by Flickr user Jane Doe", "Lake", "Jane Doe", None, "Flickr"),
        ("Lake - © Jane Doe, 2008-9", "Lake", "Jane Doe", 2008, None),
        ("Lake - © Jane Doe 2008/09", "Lake", "Jane Doe", 2008, None),
        ("Lake - © Jane Doe '98", "Lake", "Jane Doe", 1998, None),
        ("Lake - © Jane Doe, 12/05/2008", "Lake", "Jane Doe", 2008, None),
        ("Lake - © 2008 Jane Doe", "Lake", "Jane Doe", 2008, None),
        ("Lake - © Jane Doe & John Roe", "Lake", "Jane Doe & John Roe", None, None),
        ("Lake - © www.somebody.com", "Lake", "www.somebody.com", None, None),
        ("© somebody@mail.com", None, "somebody@mail.com", None, None),
        ("Lake - © Tourism Board of Peru", "Lake", "Tourism Board of Peru", None, None),
        ("Lake - © Jane O'Hara-Smith.", "Lake", "Jane O'Hara-Smith", None, None),
        ("Lake - © Anne-Marie van der Berg", "Lake", "Anne-Marie van der Berg", None, None),
        ("Lake - © José Ángel Pérez", "Lake", "José Ángel Pérez", None, None),
        ("Lake - © Dr. J. P. Smith", "Lake", "Dr. J. P. Smith", None, None),
        ("© Jane Doe - the pass", "the pass", "Jane Doe", None, None),
        ("© Jane Doe: the pass", "the pass", "Jane Doe", None, None),
        ("Lake - © Jane Doe - Camp two", "Lake", "Jane Doe", None, None),
        ("Lake - Jane Doe © 2009", "Lake", "Jane Doe", 2009, None),
        ("Lake - (c) jdoe", "Lake", "jdoe", None, None),
        ("Lake - Ⓒ Jane Doe", "Lake", "Jane Doe", None, None),
        ("Lake - &copy; Jane Doe", "Lake", "Jane Doe", None, None),
        ("(© Jane Doe)", None, "Jane Doe", None, None),
        ("[© Jane Doe]", None, "Jane Doe", None, None),
        ("Lake, photo by jdoe99", "Lake", "jdoe99", None, None),
        ("Lake - by Jane Doe", "Lake", "Jane Doe", None, None),
        ("Lake - Photo Jane Doe", "Lake", "Jane Doe", None, None),
        ("Lake - Photographer: Jane Doe", "Lake", "Jane Doe", None, None),
        ("Lake © Jane Doe, camp - © John Roe", "Lake © Jane Doe, camp", "John Roe", None, None),
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
    ("line", "caption", "credit"),
    [
        ("? vagueblanche flickr user", None, "vagueblanche"),
        ("? Moss and Stone flickr user", None, "Moss and Stone"),
        ("First snow - ? Copyright Sunna Karlsd?ttir", "First snow", "Sunna Karlsd?ttir"),
        ("First snow - \ufffd Copyright Ffion Rees-Davies", "First snow", "Ffion Rees-Davies"),
    ],
)
def test_a_lost_sign_is_seen_by_the_words_of_a_platform_or_a_credit(
    line: str, caption: str | None, credit: str
) -> None:
    read = CREDITS.read_caption(line)
    assert read.lost_sign
    assert (words(line, read.caption), words(line, read.credit)) == (caption, credit)


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


NOBODY = (Path(__file__).parent / "credits_nobody.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", [line for line in NOBODY if line and not line.startswith("#")])
def test_a_line_that_names_nobody_gives_nobody(line: str) -> None:
    assert CREDITS.read_plug(line) == ()
    assert CREDITS.read_caption(line).credit is None


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
    assert all(first[1] <= second[0] for first, second in pairwise(sorted(spans)))
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
        ("© 2015", None, 2015, 2015),
        ("© Walkopedia Ltd 2015 - 2008", "Walkopedia Ltd", 2015, 2008),
        ("All content copyright Walkopedia Ltd. 2008 - 2015.", "Walkopedia Ltd", 2008, 2015),
        ("All material on this website is © of Walkopedia Ltd 2008, 2015", "Walkopedia Ltd", 2008, 2015),
        ("© 2008, 2009, 2015 Walkopedia Ltd", "Walkopedia Ltd", 2008, 2015),
        ("© Walkopedia Ltd 2008 onwards", "Walkopedia Ltd", 2008, None),
    ],
)
def test_the_sites_notice_gives_holder_and_years(
    line: str, holder: str | None, first: int | None, last: int | None
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
        ("The following is Marta Ib??ez?s piece on walking here", [("author", "Marta Ib??ez")]),
        ("The following is Odd Nystr\ufffdm\ufffds piece on walking here", [("author", "Odd Nystr\ufffdm")]),
        ("The following is a piece by Jane Doe on walking here", [("author", "Jane Doe")]),
        ("This is an entry in our travel writing competition by Jane Doe", [("author", "Jane Doe")]),
        ("This is Jane Doe's entry in our travel writing competition", [("author", "Jane Doe")]),
        ("Winner of our 2011 competition: Jane Doe", [("author", "Jane Doe")]),
        ("Runner-up in our 2012 travel writing competition: Jane Doe", [("author", "Jane Doe")]),
        ("Jane Doe won our 2011 competition with this piece.", [("author", "Jane Doe")]),
        ("Text: Anne-Marie van der Berg", [("author", "Anne-Marie van der Berg")]),
        ("Words and pictures by José Ángel Pérez, 2010", [("author", "José Ángel Pérez")]),
        ("This page was kindly contributed by Jane Doe, who lives there", [("author", "Jane Doe")]),
        ("With thanks to Jane Doe for this text", [("author", "Jane Doe")]),
        ("Jane Doe writes:", [("author", "Jane Doe")]),
        ("Written by Jane Doe in May 2010.", [("author", "Jane Doe")]),
        ("Walkopedia Sponsor: Peru Treks", [("sponsor", "Peru Treks")]),
        ("Sponsored by tourdust.", [("sponsor", "tourdust")]),
        ("Our sponsor, walksworldwide.com, can help", [("sponsor", "walksworldwide.com")]),
        ("Our partners at Inntravel can organise this", [("partner", "Inntravel")]),
        ("Our partner, On Foot Holidays, can help", [("partner", "On Foot Holidays")]),
        ("KE Adventure Travel are our trusted partners", [("partner", "KE Adventure Travel")]),
        ("In association with Peru Treks", [("partner", "Peru Treks")]),
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
