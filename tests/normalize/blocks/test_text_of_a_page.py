"""Photos, points, narrative and what closes a page: each word where a person would put it."""

from __future__ import annotations

import pytest

from tests.normalize.blocks.pages import (
    CAPTIONS,
    CLOSING,
    POINTS,
    STATISTICS,
    TEXT,
    URL,
    WHOLE,
    leftovers,
    page,
    rated,
    walk,
)

IMAGE = "/assets/walkimages/7/{}"
KEY = "Key information: Otter Burn"


def shown(*captions: str) -> list[tuple[str | None, str | None]]:
    """Caption and holder of every photo of a page with this photo list."""
    return [(photo.caption, photo.credit) for photo in walk(page(captions=captions), URL).photos]


@pytest.mark.parametrize(
    "captions",
    [
        CAPTIONS,
        (" | ".join(CAPTIONS),),
        tuple(f"<figure><img src='{IMAGE.format(n)}.jpg'><figcaption>{c}</figcaption></figure>"
              for n, c in enumerate(CAPTIONS)),
        tuple(f"<p><img src='{IMAGE.format(n)}.jpg' alt='{c}'></p>" for n, c in enumerate(CAPTIONS)),
        tuple(f"<img src='{IMAGE.format(n)}.jpg' alt='{c}'><p>{c}</p>" for n, c in enumerate(CAPTIONS)),
        (*(f"<p><img src='{IMAGE.format(n)}.jpg' alt=''></p>" for n in range(2)), *CAPTIONS),
        (*CAPTIONS, *(f"<p><img src='{IMAGE.format(n)}.jpg' alt=''></p>" for n in range(2))),
        tuple(f"<p><a href='{IMAGE.format(n)}.jpg'>{c}</a></p>" for n, c in enumerate(CAPTIONS)),
    ],
)  # fmt: skip
def test_photos_are_the_same_however_image_and_caption_are_put_together(captions: tuple[str, ...]) -> None:
    told = walk(page(captions=captions), URL)
    assert [(p.caption, p.credit) for p in told.photos] == [(p.caption, p.credit) for p in WHOLE.photos]
    if "<" in "".join(captions):
        assert [(photo.url or "")[-5:] for photo in told.photos] == ["0.jpg", "1.jpg"]


def test_captions_keep_their_words_with_and_without_a_holder() -> None:
    assert shown("The mill, from below", "Third pool - © Nell Corrie", "© Nell Corrie") == [
        ("The mill, from below", None),
        ("Third pool", "Nell Corrie"),
        (None, "Nell Corrie"),
    ]


def test_a_caption_behind_country_and_walk_is_the_caption_alone() -> None:
    line = "Scotland, Otter Burn, the ford, with stones, Walkopedia"
    assert shown(line) == [("the ford, with stones", "Walkopedia")]
    told = walk(page(captions=(line,), text=(line, *TEXT)))
    assert (len(told.photos), told.narrative) == (1, WHOLE.narrative)


def test_a_caption_that_is_shown_again_is_no_second_photo() -> None:
    again = ("Third pool - ©Nell Corrie", CLOSING[1], "The ford - © Nell Cor...")
    told = walk(page(closing=(CLOSING[0], *again, CLOSING[2])))
    assert len(told.photos) == len(CAPTIONS)


def test_a_caption_that_repeats_in_the_list_is_two_photos() -> None:
    assert len(shown("The ford - © Nell Corrie", "The ford - © Nell Corrie")) == 2


def test_an_image_that_says_but_the_walks_name_has_no_caption() -> None:
    assert shown(f"<img src='{IMAGE.format(1)}.jpg' alt='Otter Burn'>") == [(None, None)]


def test_a_holder_may_stand_in_the_name_of_the_file_alone() -> None:
    told = walk(
        page(captions=("<p><img src='/assets/walkimages/7/Ford-wikiuserNellCorrie.JPG' alt=''></p>",)), URL
    )
    assert len(told.photos) == 1
    assert told.photos[0].platform == "Wikimedia"


@pytest.mark.parametrize(
    "feature",
    ["The ford - © Nell Corrie", "The ford", "<p><img src='/assets/walkimages/7/9.jpg'></p><p>A view</p>"],
)
def test_a_feature_photos_caption_is_no_narrative(feature: str) -> None:
    first = walk(page(text=(feature, *TEXT)))
    assert first.narrative == WHOLE.narrative
    if feature != "The ford":  # in the midst of the text, a line of two words may be a sub-heading
        assert walk(page(text=(TEXT[0], feature, TEXT[1]))).narrative == WHOLE.narrative


@pytest.mark.parametrize(
    "key",
    [
        (KEY, *POINTS),
        ("KEY INFORMATION", *POINTS),
        ("Key information - Otter Burn", *POINTS),
        (KEY, " • ".join(("", *POINTS)).strip()),
        (KEY, f"<p>{'<br>'.join(POINTS)}</p>"),
        (KEY, f"<ul><li>{POINTS[0]}<ul><li>{POINTS[1]}</ul></ul>"),
        (KEY, *(f"- {point}" for point in POINTS)),
    ],
)
def test_points_are_a_flat_list_whatever_carries_them(key: tuple[str, ...]) -> None:
    assert walk(page(key=key)).key_information == POINTS


def test_a_sentence_behind_the_heading_of_the_points_is_a_point() -> None:
    told = walk(page(key=(f"Key information: {POINTS[0]}", POINTS[1])))
    assert told.key_information == POINTS


def test_a_dash_that_begins_a_sentence_in_the_middle_is_no_bullet() -> None:
    told = walk(page(text=(*TEXT, "– and so to bed.")))
    assert told.narrative == "\n\n".join((*TEXT, "– and so to bed."))


def test_there_may_be_many_points_or_none() -> None:
    many = tuple(f"Length {n} of the wall has fallen, and nobody mends it." for n in range(9))
    assert walk(page(key=(KEY, *many))).key_information == many
    assert walk(page(key=(KEY,))).key_information == ()


@pytest.mark.parametrize("heading", ["Length", "Safety", "Time", "Beauty", "Difficulty", "Charisma", "Note"])
def test_a_sub_heading_may_be_a_label_word(heading: str) -> None:
    told = walk(page(text=(TEXT[0], heading, TEXT[1])))
    assert told.narrative == f"{TEXT[0]}\n\n{heading}\n\n{TEXT[1]}"


def test_the_narrative_keeps_its_lists_and_headings_in_order() -> None:
    text = (TEXT[0], "Getting there", "By rail to Brig.", "By bus", "Day 1: To the mill", TEXT[1])
    told = walk(page(text=text))
    assert told.narrative == "\n\n".join(text)


def test_text_may_begin_before_its_heading() -> None:
    told = walk(page(text=(TEXT[0], "WALK SUMMARY", TEXT[1])))
    assert told.narrative == WHOLE.narrative


def test_text_may_stand_before_the_figures() -> None:
    long = f"{TEXT[0]} {TEXT[1]} {TEXT[0]}"
    told = walk(("Otter Burn", *CAPTIONS, long, TEXT[1], *rated(), "Vital Statistics", *STATISTICS, *CLOSING))
    assert told.narrative == f"{long}\n\n{TEXT[1]}"


@pytest.mark.parametrize(
    "notice", ["Advertisement", "Back to top", "Home | Search | Contact us", "Otter Burn"]
)
def test_the_sites_own_lines_are_no_text(notice: str) -> None:
    told = walk(page(text=(TEXT[0], notice, TEXT[1])))
    assert (told.narrative, leftovers(told)) == (WHOLE.narrative, [])


def test_a_paragraph_that_begins_like_a_notice_is_text() -> None:
    more = "Read more of the drovers in Haldane, whose book on their roads is still the best there is."
    assert walk(page(text=(*TEXT, more))).narrative == f"{WHOLE.narrative}\n\n{more}"


def test_a_members_box_between_two_paragraphs_ends_no_text() -> None:
    told = walk(page(text=(TEXT[0], "This section is only open to members.", TEXT[1])))
    assert (told.narrative, told.members_only) == (WHOLE.narrative, True)


def test_a_notice_between_two_blocks_closes_no_page() -> None:
    lines = page(closing=CLOSING[:2])
    told = walk((*lines[:3], CLOSING[2], *lines[3:]))
    assert (told.narrative, told.copyright_holder) == (WHOLE.narrative, "Walkopedia Ltd")


@pytest.mark.parametrize(
    "invitation",
    [
        "Been here? Tell us about it, and send us your photos.",
        "We would love to hear your story: write to us, and we will print the best letters.",
        "Add your comments",
        "Have you walked it? Do let us have your account, tips and pictures, and we will put them here.",
    ],
)
def test_an_invitation_in_words_not_met_before_is_no_account(invitation: str) -> None:
    told = walk(page(closing=(CLOSING[0], invitation, *CLOSING[1:])))
    assert [credit.role for credit in told.credits if credit.role == "reader"] == []


@pytest.mark.parametrize(
    "account",
    [
        "I walked it in April. Thank you for your site: we send our photos, tell us what you think.",
        "We did this with two children in 2012 and met nobody but a heron, which had no wish to talk.",
        "Lovely. Went round twice.",
    ],
)
def test_a_readers_account_is_kept_as_a_credit(account: str) -> None:
    told = walk(page(closing=(CLOSING[0], account, *CLOSING[1:])))
    assert [credit.text for credit in told.credits if credit.role == "reader"] == [account]
    assert told.narrative == WHOLE.narrative


def test_known_notices_behind_the_text_are_no_leftover_but_strange_lines_are() -> None:
    notices = (
        "Safety and problems: the stones are slippery, and problems of any sort can arise.",
        "Anyone who goes should make up their own mind.",
        "Responsible travel matters, a lot. Read more",
        "Thank you to our sponsor, the excellent Tourdust",
        "Travel Made Better",
    )
    assert leftovers(walk(page(closing=(*CLOSING[:2], *notices, CLOSING[2])))) == []
    strange = walk(page(closing=(*CLOSING[:2], *notices[:2], "Webcam of the day", CLOSING[2])))
    assert len(leftovers(strange)) == 1


def test_menus_outside_the_content_do_not_count_as_left_over() -> None:
    menu = tuple(f"Ramble {n}" for n in range(50))
    told = walk(page(title=(*menu, "Otter Burn"), closing=(*CLOSING, *menu)))
    assert leftovers(told) == []


def test_a_page_cut_off_in_a_sentence_gives_what_is_there_and_says_so() -> None:
    told = walk(page(text=(TEXT[0], TEXT[1][:-30]), closing=()))
    assert told.narrative == f"{TEXT[0]}\n\n{TEXT[1][:-30].strip()}"
    assert any("ends in the middle" in warning for warning in told.warnings)
    assert not any("ends in the middle" in warning for warning in WHOLE.warnings)


@pytest.mark.parametrize("closing", [(), (CLOSING[0],), CLOSING[:2]])
def test_a_notice_in_other_words_is_the_sites_and_no_photo(closing: tuple[str, ...]) -> None:
    notice = "© 2008-2015 Walkopedia Ltd. All rights reserved."
    told = walk(page(closing=(*closing, "Website design © Pixel Barn 2009", notice)))
    assert (told.copyright_holder, told.copyright_notice) == ("Walkopedia Ltd", notice)
    assert (len(told.photos), told.narrative) == (len(CAPTIONS), WHOLE.narrative)


@pytest.mark.parametrize("heading", ["Comments (2)", "2 comments", "Readers' comments:"])
def test_comments_that_no_heading_of_the_site_announces_are_readers_accounts(heading: str) -> None:
    said = "We went in May and saw a dipper feed her young."
    told = walk(page(closing=(heading, said, CLOSING[2])))
    assert told.narrative == WHOLE.narrative
    assert [credit.text for credit in told.credits if credit.role == "reader"] == [said]


def test_a_sentence_between_title_and_key_information_is_text() -> None:
    told = walk(page(title=("Otter Burn", TEXT[0])))
    assert told.narrative == "\n\n".join((TEXT[0], *TEXT))
    assert len(told.photos) == len(CAPTIONS)


@pytest.mark.parametrize("placeholder", ["[ford]", "[IMG_0012.jpg]"])
def test_an_images_file_name_in_brackets_is_no_caption(placeholder: str) -> None:
    assert len(walk(page(captions=(placeholder, *CAPTIONS))).photos) == len(CAPTIONS)
