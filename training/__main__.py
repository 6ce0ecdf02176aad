"""``python -m training FOLDER [--folds]``: make the model again from whole text, and print what it scores.

With ``--folds`` each group of authors is also measured with a model that has not seen them, which takes as
many times longer. The model that ships has seen all.
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
from training.crossfit import documents, held_out, train

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.model import Model

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


def main() -> None:
    """Train, save, score."""
    parser = ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("folder", type=Path, help="text files, one paragraph a line, named AUTHOR-title.txt")
    parser.add_argument("--folds", action="store_true", help="measure each group of authors unseen, too")
    parser.add_argument("-o", "--output", type=Path, default=MODEL, help="where the model is written")
    asked = parser.parse_args()
    corpus = corpora.read(asked.folder)
    groups = corpora.folds(corpus)
    if asked.folds:
        for group in groups:
            unseen = [paragraph for author in group for paragraph in corpus[author]]
            _print_scores(f"unseen {', '.join(group)}", unseen, held_out(corpus, group))
    model = train(documents(corpus, groups))
    model.save(asked.output)
    print(f"\n{asked.output}: {asked.output.stat().st_size:,} bytes")
    _print_scores("the project's own set", read(sorted(SET.glob("*.txt"))), model)


if __name__ == "__main__":
    main()
