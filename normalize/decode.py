"""Bytes to text: what a page's bytes say, whatever its header claims.

The order is: a byte-order mark; pure ASCII; UTF-8 if it decodes; UTF-8 with stray windows-1252 bytes, each
read for itself; the declared label, by what browsers take it to mean. What is neither is windows-1252, in
which every byte means something, so decoding never fails.

>>> decode("Peña".encode())
Decoded(text='Peña', charset='utf-8')
>>> decode("Peña".encode("cp1252"), "text/html; charset=iso-8859-1")
Decoded(text='Peña', charset='windows-1252')
>>> decode("“Peña”".encode() + "’".encode("cp1252"))
Decoded(text='“Peña”’', charset='utf-8+windows-1252')
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import ftfy.bad_codecs
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

ftfy.bad_codecs.ok()  # importing it is what registers the sloppy codecs

MIXED = "utf-8+windows-1252"
"""The charset of UTF-8 with stray windows-1252 bytes."""

STRAY_AS_CP1252 = "waypost-stray-cp1252"
"""Name of the codec error handler that reads each byte which is not UTF-8 as windows-1252."""

_HEADER_BYTES = 1_000  # of a Content-Type header that are looked at

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CODECS = {
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "cp1258": "windows-1258",
    "cp874": "windows-874",
    "cp866": "ibm866",
    "iso8859-2": "iso-8859-2",
    "iso8859-3": "iso-8859-3",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7",
    "iso8859-8": "iso-8859-8",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh",
    "big5hkscs": "big5",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jp": "euc-jp",
    "gb18030": "gb18030",
}
"""Python's name of each codec a page may declare, and the WHATWG's; any other label is nonsense here."""

_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
)
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the charset it was really read in, by its WHATWG name.

    Two names are not the WHATWG's: ``ascii``, and ``utf-8+windows-1252`` for UTF-8 with stray bytes.
    """

    text: str
    charset: str


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page; ``content_type`` is the header as sent. Linear in the body, and never raises."""
    for mark, charset in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _marked(body[len(mark) :], charset)
    if body.isascii():
        return Decoded(body.decode("ascii"), "ascii")
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, _declared(body, content_type))


def _marked(body: bytes, charset: str) -> Decoded:
    """The body after a byte-order mark, which outranks every label."""
    if charset != "utf-8":
        return Decoded(body.decode(charset, "replace"), charset)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return Decoded(body.decode("utf-8", STRAY_AS_CP1252), MIXED)


def _not_utf8(body: bytes, label: str | None) -> Decoded:
    valid = [len(sequence) for sequence in _UTF8_SEQUENCE.findall(body)]
    stray = len(body.translate(None, _ASCII)) - sum(valid)
    if len(valid) >= stray or (valid and label == "utf-8"):
        return Decoded(body.decode("utf-8", STRAY_AS_CP1252), MIXED)
    codec = label if label in _CODECS else "cp1252"
    if codec == "cp1252":
        return Decoded(_windows_1252(body), "windows-1252")
    charset = _CODECS[codec]
    try:
        text = body.decode(f"sloppy-{charset}")  # where a code page has holes, ftfy has it without
    except LookupError:
        text = body.decode(codec, "replace")
    return Decoded(text, charset)


def _declared(body: bytes, content_type: str | None) -> str | None:
    """Python's name of the charset that the header, else the markup, declares."""
    header = content_type[:_HEADER_BYTES] if content_type else None
    return http_content_type_encoding(header) or html_body_declared_encoding(body)


def _windows_1252(body: bytes) -> str:
    text = body.decode("sloppy-windows-1252")
    if b"\x1a" in body:  # ftfy's table has U+FFFD there, for its own ends
        text = text.replace("\ufffd", "\x1a")
    return text


def _stray_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _windows_1252(error.object[error.start : error.end]), error.end


codecs.register_error(STRAY_AS_CP1252, _stray_as_cp1252)
