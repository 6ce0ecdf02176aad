"""The model that ships is small, and says the same of the same text wherever it stands in a batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from normalize.text.lost import classes, document
from normalize.text.lost.evidence import Evidence
from normalize.text.lost.exempt import candidate_marks
from normalize.text.lost.forms import english, forms
from normalize.text.lost.model import Model, load, model
from normalize.text.lost.reading import Reading, read
from normalize.text.lost.survivors import survivors

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
    again = load(tmp_path / "again.npz")
    assert all(np.array_equal(getattr(model(), name), getattr(again, name)) for name in Model._fields)


def test_a_mark_is_seen_the_same_alone_and_among_others() -> None:
    lines = ["It?s here.", "We don?t know ? and never will."]
    together, alone = seen(lines), seen(lines[1:])
    assert np.array_equal(together.rows[1:], alone.rows)


def test_probabilities_are_of_one_of_all_classes() -> None:
    told = model().probabilities(*seen(["?Well,? she said, ?it?s caf? time ? at 5?C.?"])[1:3])
    assert told.shape[1] == classes.COUNT
    assert np.allclose(told.sum(1), 1, atol=1e-5)


def test_far_lines_do_not_change_what_is_told_of_a_mark() -> None:
    line = "We don?t know ? and never will."
    near, far = seen([line] * 200), seen([*[line] * 200, *["?Oh,? he said, ?why not??"] * 200])
    first = model().probabilities(near.rows, near.dense)[:2]
    assert np.allclose(first, model().probabilities(far.rows, far.dense)[:2], atol=1e-5)


def seen(lines: list[str]) -> Reading:
    marks = [candidate_marks(line) for line in lines]
    return read(lines, marks, [survivors(line) for line in lines], Evidence(lines))


def test_damaged_words_are_found_by_their_pattern() -> None:
    assert forms(b"r?sum?")[0][0] == "résumé"
    assert {"mère", "mûre"} & {form for form, _ in forms(b"m?re")}
    assert not forms(b"zzzz?")
    assert b"walker" in english()
