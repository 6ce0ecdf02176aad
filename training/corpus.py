"""A folder of text files: one paragraph a line, typography whole, named after the author."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Corpus = dict[str, list[str]]

PROSE = Path(__file__).with_name("prose")
"""The project's own prose, in the voices of the web."""

FOLDS = 4


def read(folder: Path) -> Corpus:
    """Each author's paragraphs; the author is what stands before the first hyphen of a file's name."""
    found: Corpus = defaultdict(list)
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        found[path.stem.split("-")[0]] += [line for line in lines if line.strip()]
    return dict(found)


def folds(corpus: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The authors in as many groups, of much the same size, none split."""
    groups: list[list[str]] = [[] for _ in range(min(FOLDS, len(corpus)))]
    sizes = [0] * len(groups)
    for author in sorted(corpus, key=lambda name: (-sum(map(len, corpus[name])), name)):
        smallest = sizes.index(min(sizes))
        groups[smallest].append(author)
        sizes[smallest] += sum(map(len, corpus[author]))
    return groups
