"""A page's bytes are read as its author meant them, whatever the labels say."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.decode import decode

HTML = "<html><head>{meta}</head><body><p>Málaga’s café – £25, ½ day, Peña “El Águila”</p></body></html>"
META = '<meta charset="{}">'
PRAGMA = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize("meta", [META, PRAGMA])
@pytest.mark.parametrize(
    ("encoding", "label", "charset"),
    [
        ("cp1252", "iso-8859-1", "windows-1252"),
        ("cp1252", "latin1", "windows-1252"),
        ("cp1252", "us-ascii", "windows-1252"),
        ("cp1252", "windows-1252", "windows-1252"),
        ("cp1252", "utf-8", "windows-1252"),
        ("utf-8", "windows-1252", "utf-8"),
        ("utf-8", "iso-8859-1", "utf-8"),
        ("utf-8", "utf-8", "utf-8"),
    ],
)
def test_a_wrong_label_does_no_harm(meta: str, encoding: str, label: str, charset: str) -> None:
    page = HTML.format(meta=meta.format(label))
    for content_type in ("text/html", f"text/html; charset={label}"):
        decoded = decode(page.encode(encoding), content_type)
        assert (decoded.text, decoded.charset) == (page, charset)


@pytest.mark.parametrize(("encoding", "charset"), [("cp1252", "windows-1252"), ("utf-8", "utf-8")])
def test_a_page_without_a_label_is_read_right(encoding: str, charset: str) -> None:
    page = HTML.format(meta="")
    decoded = decode(page.encode(encoding))
    assert (decoded.text, decoded.charset) == (page, charset)


@pytest.mark.parametrize("stray", ["é", "ñ", "É", "£", "’", "ç", "½", "€"])
@pytest.mark.parametrize("label", [None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
def test_one_stray_windows_1252_character_in_a_utf_8_page_is_read(stray: str, label: str | None) -> None:
    page = HTML.format(meta="").encode() + f"pasted: {stray} here".encode("cp1252")
    decoded = decode(page, label)
    assert decoded.text.endswith(f"pasted: {stray} here")
    assert "Málaga’s café – £25" in decoded.text
    assert decoded.charset == "utf-8+windows-1252"


def test_several_stray_characters_in_a_row_are_read_one_by_one() -> None:
    body = HTML.format(meta="").encode() + "élan, peña, ÉTÉ, £5 – it’s".encode("cp1252")
    assert decode(body).text.endswith("élan, peña, ÉTÉ, £5 – it’s")


def test_the_five_bytes_that_windows_1252_lacks_are_kept_as_controls() -> None:
    body = b"caf\xe9 \x81\x8d\x8f\x90\x9d"
    assert decode(body).text == "café \x81\x8d\x8f\x90\x9d"


def test_a_substitute_control_is_not_taken_for_a_lost_character() -> None:
    assert decode(b"caf\xe9 \x1a").text == "café \x1a"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_outranks_every_label(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + "Peña’s".encode(encoding), "text/html; charset=windows-1252")
    assert (decoded.text, decoded.charset) == ("Peña’s", encoding)


def test_a_byte_order_mark_does_not_make_stray_bytes_fatal() -> None:
    decoded = decode(codecs.BOM_UTF8 + "Peru’s".encode("cp1252"))
    assert (decoded.text, decoded.charset) == ("Peru’s", "utf-8+windows-1252")


@pytest.mark.parametrize(
    "label", ["utf-16", "utf-7", "hex", "rot13", "base64", "idna", "undefined", "unicode-escape", "klingon"]
)
def test_a_nonsensical_label_falls_back_to_windows_1252(label: str) -> None:
    decoded = decode("café +AOk-".encode("cp1252"), f"text/html; charset={label}")
    assert (decoded.text, decoded.charset) == ("café +AOk-", "windows-1252")


@pytest.mark.parametrize(
    ("text", "label", "charset"),
    [
        ("Čapek a Žižka", "windows-1250", "windows-1250"),
        ("Эльбрус", "koi8-r", "koi8-r"),
        ("富士山", "sjis", "shift_jis"),
    ],
)
def test_a_label_that_fits_is_obeyed(text: str, label: str, charset: str) -> None:
    decoded = decode(text.encode(label), f"text/html; charset={label}")
    assert (decoded.text, decoded.charset) == (text, charset)


def test_nul_bytes_are_kept_and_an_empty_body_is_empty() -> None:
    assert decode(b"a\0b").text == "a\0b"
    assert decode(b"caf\xe9\0").text == "café\0"
    assert decode(b"").text == ""


@given(st.binary(), st.none() | st.text(), st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE]))
def test_no_bytes_and_no_label_make_it_fail(body: bytes, content_type: str | None, mark: bytes) -> None:
    decode(mark + body, content_type)


@given(st.text())
def test_every_utf_8_text_comes_back(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()).text == text


@given(st.text(st.characters(codec="cp1252")), st.sampled_from(["é", "’", "£", "ÿ"]))
def test_every_windows_1252_text_comes_back(text: str, accented: str) -> None:
    body = f"{text} {accented} ".encode("cp1252")
    decoded = decode(body, "text/html; charset=iso-8859-1")
    if decoded.charset == "windows-1252":  # else its bytes happen to be UTF-8
        assert decoded.text == f"{text} {accented} "
