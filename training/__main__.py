"""``python -m training FOLDER [--folds]``: make the model again from whole text, and print what it scores.

FOLDER holds books; the project's own prose, in ``training/prose``, is learnt from too. With ``--folds`` each
group of authors is also measured with a model that has not seen them, which takes as many times longer. The
model that ships has seen all but the set in ``tests/fixtures/repair``.
"""

from __future__ import annotations

from argparse import ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.repair import LOSSES, REPAIRERS, SET, read, table
from benchmarks.repair_score import score
from normalize.text.lost import document
from training import corpus as corpora
from training.lessons import lessons
from training.network import Recipe, fit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from normalize.text.lost.model import Model
    from training.corpus import Corpus

MODEL = Path(document.__file__).with_name("model.npz")


@contextmanager
def _used(model: Model) -> Iterator[None]:
    """Repair with this model instead of the one that ships."""
    with patch.object(document, "model", lambda: model):
        yield


def _print_scores(title: str, paragraphs: Sequence[str], model: Model) -> None:
    with _used(model):
        for name, loss in LOSSES.items():
            print(f"\n{title}: {name} loss")
            print("\n".join(table({"waypost": score(paragraphs, loss, REPAIRERS["waypost"])})), flush=True)


def _made(books: Corpus, own: Corpus, without: Collection[str] = ()) -> Model:
    kept, kept_own = ({a: p for a, p in c.items() if a not in without} for c in (books, own))
    return fit(*lessons(kept, kept_own), Recipe())


def main() -> None:
    """Train, save, score."""
    parser = ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("folder", type=Path, help="text files, one paragraph a line, named AUTHOR-title.txt")
    parser.add_argument("--folds", action="store_true", help="measure each group of authors unseen, too")
    parser.add_argument("-o", "--output", type=Path, default=MODEL, help="where the model is written")
    asked = parser.parse_args()
    books, own = corpora.read(asked.folder), corpora.read(corpora.PROSE)
    for groups in zip(corpora.folds(books), corpora.folds(own), strict=False) if asked.folds else ():
        unseen = [author for group in groups for author in group]
        model = _made(books, own, unseen)
        for kind, group in zip((books, own), groups, strict=True):
            prose = [paragraph for author in group for paragraph in kind[author]]
            _print_scores(f"unseen {', '.join(group)}", prose, model)
    model = _made(books, own)
    model.save(asked.output)
    print(f"\n{asked.output}: {asked.output.stat().st_size:,} bytes")
    _print_scores("the project's own set", read(sorted(SET.glob("*.txt"))), model)


if __name__ == "__main__":
    main()
