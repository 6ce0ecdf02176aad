"""The gate, the feed and a person's overruling on an object store: the same as in a folder."""

from __future__ import annotations

import json

import pytest

from outputs.catalogue import open_catalogue
from outputs.overruling import NotHeld, overrule
from outputs.publish import publish
from outputs.quality import check_catalogue
from tests.outputs.test_feed import State, follow, state
from tests.outputs.walk_builder import MONDAY, WEEK, named, read, several, unreadable

TEN = several(10, rating_adds_up=None)


def test_what_is_held_in_a_bucket_can_be_looked_into_and_overruled(bucket: str) -> None:
    publish([read(w) for w in TEN], bucket, now=MONDAY)
    before: State = state(open_catalogue(bucket))
    rotten = [unreadable(w, MONDAY + WEEK) for w in TEN[:4]]
    came = publish([*rotten, read(named("New"), MONDAY + WEEK)], bucket, now=MONDAY + WEEK)
    assert (came.verdict, came.reasons[0][:10]) == ("held", "walks_lost")
    assert len(open_catalogue(bucket).walks) == 10
    assert len(open_catalogue(f"{bucket}/held/{came.name}").walks) == 11
    published = overrule(bucket, "they are lists now", now=MONDAY + 2 * WEEK)
    assert published.snapshot == f"{bucket}/snapshots/{came.name}"
    opened = open_catalogue(bucket)
    assert opened.snapshot.manifest["accepted"] == "they are lists now"
    for change in opened.table("changes").to_pylist():
        follow(before, change)
    assert before == json.loads(json.dumps(state(opened)))
    assert [f for f in check_catalogue(bucket) if not f.passed] == []
    with pytest.raises(NotHeld, match="nothing is held back"):
        overrule(bucket, "again")
