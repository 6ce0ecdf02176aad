"""The model that ships is small, and says the same of the same text wherever it stands in a batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from normalize.text.lost import document
from normalize.text.lost.evidence import Evidence
from normalize.text.lost.exempt import candidate_marks
from normalize.text.lost.forms import english, forms
from normalize.text.lost.model import Model, model
from normalize.text.lost.reading import local_rows, read

LOST = Path(document.__file__).parent


def test_model_and_words_are_small() -> None:
    assert (LOST / "model.npz").stat().st_size < 1_500_000
    assert sum(path.stat().st_size for path in (LOST / "words").glob("*.bin")) < 2_000_000


def test_the_words_say_where_they_come_from() -> None:
    said = (LOST / "words" / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "Attribution-ShareAlike 4.0" in said
    assert "wordfreq" in said


def test_a_saved_model_is_the_same_model(tmp_path: Path) -> None:
    model().save(tmp_path / "again.npz")
    with np.load(tmp_path / "again.npz") as weights:
        again = Model(**{name: weights[name] for name in Model._fields})
    assert all(np.array_equal(getattr(model(), name), getattr(again, name)) for name in Model._fields)


def test_a_mark_reads_the_same_alone_and_among_others() -> None:
    lines = ["It?s here.", "We don?t know ? and never will."]
    evidence = Evidence(lines)
    together = local_rows(read(lines, [candidate_marks(line) for line in lines], evidence), evidence)
    alone = local_rows(read(lines[1:], [candidate_marks(lines[1])], evidence), evidence)
    assert np.array_equal(together[1:], alone)
    assert np.allclose(model().local(together).sum(1), 1, atol=1e-5)


def test_damaged_words_are_found_by_their_pattern() -> None:
    assert forms(b"r?sum?")[0][0] == "résumé"
    assert {"mère", "mûre"} & {form for form, _ in forms(b"m?re")}
    assert not forms(b"zzzz?")
    assert b"walker" in english()
