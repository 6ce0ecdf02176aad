"""Makes the two word files from wordfreq's data (CC BY-SA 4.0): ``python -m training.words``."""

from __future__ import annotations

import math
import zlib
from pathlib import Path

TARGET = Path(__file__).parents[1] / "normalize" / "text" / "lost" / "words"

LANGUAGES = (
    {"en": 1.5}
    | dict.fromkeys(("fr", "es", "de"), 0.0)
    | dict.fromkeys(("pt", "it", "is"), -0.3)
    | dict.fromkeys(("nl", "sv", "da", "nb"), -0.5)
    | dict.fromkeys(("tr", "ca"), -1.0)
    | dict.fromkeys(("pl", "sh", "ro", "fi", "hu", "cs"), -2.0)
)
"""How much more or less, in Zipf, a word of each counts: English walks pass more often in France."""

INFLECTED = frozenset({"fi", "hu", "cs"})
"""Languages of many forms, of which only the common ones are taken."""

LEAST, LEAST_INFLECTED = 2.4, 3.2  # Zipf
ENGLISH_WORDS = 30_000
_LONGEST = 24


def accented() -> dict[str, float]:
    """Words of windows-1252 that hold an accented letter, and how common each is."""
    import wordfreq

    found: dict[str, float] = {}
    for language, more in LANGUAGES.items():
        least = LEAST_INFLECTED if language in INFLECTED else LEAST
        for word, frequency in wordfreq.get_frequency_dict(language, "best").items():
            zipf = math.log10(frequency) + 9
            if zipf >= least and _fits(word):
                found[word] = max(found.get(word, 0.0), zipf + more)
    return found


def _fits(word: str) -> bool:
    if word.isascii() or not word.isalpha() or not 3 <= len(word) <= _LONGEST:
        return False
    try:
        return len(word.encode("cp1252")) == len(word)
    except UnicodeEncodeError:
        return False


def pattern(word: bytes) -> bytes:
    """The word as a conversion to ASCII leaves it."""
    return bytes(c if c < 128 else 0x3F for c in word)


def forms_file(found: dict[str, float]) -> bytes:
    """One line a form in the order of the damaged patterns: the form, then a letter for how common it is."""
    encoded = sorted((pattern(w.encode("cp1252")), w.encode("cp1252"), z) for w, z in found.items())
    lines = [word + bytes([65 + max(0, min(25, round((zipf - 2) * 4)))]) for _, word, zipf in encoded]
    return zlib.compress(b"\n".join(lines), 9)


def english_file() -> bytes:
    """The commonest English words, in the order of the alphabet."""
    import wordfreq

    words = [w for w in wordfreq.top_n_list("en", 2 * ENGLISH_WORDS) if w.isascii() and w.isalpha()]
    return zlib.compress("\n".join(sorted(words[:ENGLISH_WORDS])).encode(), 9)


def main() -> None:
    """Write both files."""
    (TARGET / "forms.bin").write_bytes(forms_file(accented()))
    (TARGET / "english.bin").write_bytes(english_file())
    for path in sorted(TARGET.glob("*.bin")):
        print(f"{path.name} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
