"""Plain style: how every published text is written, whatever typography the source had.

Unicode NFC, straight quotes and apostrophes, three dots, plain hyphens, single plain spaces, nothing that
cannot be seen. Dashes stay dashes, emoji stay whole. Each step is a function from a text to its changes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from normalize.text.traced import STYLE, Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from normalize.text.traced import Traced

Change = tuple[int, int, str]  # start, end, what stands there afterwards

STRAIGHT = {
    **dict.fromkeys("‘’‚‛′‵ʼ", "'"),
    **dict.fromkeys("“”„‟″‶", '"'),
    "…": "...",
    "‐": "-",
    "‑": "-",
}
"""Each character that plain style writes otherwise."""

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
"""Every kind of space, as a regular expression's class."""

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_UNSEEN_MARKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_SEEN_FORMATS = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U0001f000-\U0001faff]"
)

_PICTURE = (
    "[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "\ufe0f?[\U0001f3fb-\U0001f3ff]?"
)
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
_MAYBE_UNSEEN = re.compile(
    rf"(?P<emoji>{_FLAG}|{_PICTURE}(?:\u200d{_PICTURE})+)|[^\x20-\x7e]"  # an emoji's joiners hold it together
)
_COMPOSABLE = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_CURLY = re.compile(f"[{''.join(STRAIGHT)}´`]")
_ODD_SPACES = re.compile(f"[{SPACES}]+")
_PLAIN = bytes(code for code in range(256) if chr(code).isprintable() and chr(code) not in "`´")
"""Latin letters, which with their accents are always composed, and the signs that no step changes."""
_BLANK_PATTERN = "\u2800"  # the one space that counts as printable


def plain(text: Traced) -> Traced:
    """The text in plain style; each change is an edit of kind ``STYLE``.

    >>> from normalize.text.traced import Traced
    >>> print(plain(Traced("  Peru’s   “lost”  city… ")))
    Peru's "lost" city...
    """
    if is_plain(text.text):
        return text
    for step in STEPS:
        changes = step(text.text)
        text = text.apply(Edit(a, b, text.text[a:b], after, STYLE, step.__name__) for a, b, after in changes)
    return text


def plain_str(text: str) -> str:
    """The same for a bare string: ``plain_str(s) == plain(Traced(s)).text``."""
    if is_plain(text):
        return text
    if is_plain(straightened := _straightened(text)):
        return straightened
    for step in STEPS:
        pieces, read = [], 0
        for start, end, after in step(text):
            pieces += [text[read:start], after]
            read = end
        text = "".join(pieces) + text[read:]
    return text


def _straightened(text: str) -> str:
    """A text with what ``straight`` changes wherever it stands, and plain spaces for no-break ones."""
    for character, after in (*STRAIGHT.items(), ("\xa0", " ")):
        if character in text:
            text = text.replace(character, after)
    return text


def is_plain(text: str) -> bool:
    """Whether a text is surely in plain style: a quick look, which may say no of one that is.

    >>> is_plain("Tarn - © A. Walker"), is_plain("Peru’s"), is_plain("a  b")
    (True, False, False)
    """
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    try:
        return not text.encode("latin-1").translate(None, _PLAIN)
    except UnicodeEncodeError:
        return not _undashed(text).translate(None, _PLAIN)


def _undashed(text: str) -> bytes:
    """A text in Latin-1, its dashes as hyphens; one byte that is not plain where it has other characters."""
    try:
        return text.replace("–", "-").replace("—", "-").encode("latin-1")
    except UnicodeEncodeError:
        return b"`"


def _is_spaced(text: str) -> bool:
    """Whether every space is plain and stands between two words."""
    return text.isprintable() and "  " not in text and text == text.strip(" ") and _BLANK_PATTERN not in text


def unseen(text: str) -> Iterator[Change]:
    """Remove what cannot be seen, but for what is a space and what holds an emoji together."""
    if text.isprintable() and not _UNSEEN_MARKS.search(text):
        return
    for found in _MAYBE_UNSEEN.finditer(text):
        if not found["emoji"] and _cannot_be_seen(found[0]):
            yield found.start(), found.end(), ""


def _cannot_be_seen(character: str) -> bool:
    if _ODD_SPACES.match(character) or _SEEN_FORMATS.match(character):
        return False
    return unicodedata.category(character) in _UNSEEN or _UNSEEN_MARKS.match(character) is not None


def composed(text: str) -> Iterator[Change]:
    """Compose letters and their accents (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    for run in _COMPOSABLE.finditer(text):  # an ASCII character never composes with what stands before it
        if not unicodedata.is_normalized("NFC", run[0]):
            yield run.start(), run.end(), unicodedata.normalize("NFC", run[0])


def straight(text: str) -> Iterator[Change]:
    """Straighten quotes and apostrophes, spell out the ellipsis, make hyphens plain."""
    for found in _CURLY.finditer(text):
        start, end = found.span()
        if found[0] in STRAIGHT:
            yield start, end, STRAIGHT[found[0]]
        elif (
            text[start - 1 : start].isalpha() and text[end : end + 1].isalpha()
        ):  # an accent for an apostrophe
            yield start, end, "'"


def spaced(text: str) -> Iterator[Change]:
    """One plain space for every run of spaces, none at either end."""
    if _is_spaced(text):
        return
    for run in _ODD_SPACES.finditer(text):
        after = " " if run.start() and run.end() < len(text) else ""
        if run[0] != after:
            yield run.start(), run.end(), after


STEPS: tuple[Callable[[str], Iterator[Change]], ...] = (unseen, composed, straight, spaced)
"""The steps in their order: what is removed may let letters compose or spaces meet."""
