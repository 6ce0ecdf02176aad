"""Readings to a published snapshot: take in, join, compare, write beside, pass the gate, move the pointer."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from outputs.durable import usable
from outputs.edition import Edition
from outputs.intake import Intake, take_in
from outputs.manifest import Input, OtherInput
from outputs.publication import HELD, PUBLISHED, UNCHANGED, Publication
from outputs.rereading import rereading
from outputs.rows import Met
from outputs.shelf import Shelf
from outputs.spool import Spool
from outputs.stores import CatalogueBusy, CatalogueUnusable, store_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from normalize.page import Page
    from normalize.walk import Reading
    from outputs.limits import Limits
    from outputs.rereading import Reread
    from outputs.values import Row

__all__ = [
    "HELD",
    "PUBLISHED",
    "UNCHANGED",
    "CatalogueBusy",
    "CatalogueUnusable",
    "Met",
    "NothingToPublish",
    "OtherInput",
    "Publication",
    "publish",
]


class NothingToPublish(Exception):  # noqa: N818 -- it names a state of affairs, as users see it
    """No page told of a walk, and nothing was published before; the message sums up what came of them."""


def publish(
    readings: Iterable[tuple[Page, Reading]],
    catalogue: Path | str,
    *,
    met: Iterable[Met] = (),
    input_: Mapping[str, str] | None = None,
    add: bool = False,
    now: datetime | None = None,
    accept: str | None = None,
    reread: Reread | None = None,
    read_by: str | None = None,
    noted: Row | None = None,
    limits: Limits | None = None,
) -> Publication:
    """Publish a snapshot of all walks that the readings and the snapshot before tell of.

    Args:
        readings: every page, in any order, with what was read in it; gone through once.
        catalogue: the catalogue's folder, made if it is not there, or its URL in an object store.
        met: addresses met without an archived answer.
        input_: hash by relative path of given files; None when the workspace's archive was read.
        add: whether a catalogue made from other input is added to.
        now: the time of publishing; the present one by default.
        accept: a person's reason to publish what the gate would hold.
        reread: reads a page of an earlier snapshot again, by today's rules.
        read_by: a word for the rules that the pages were read by, code and vocabulary: the same word, the
            same readings.
        noted: more entries of the manifest, which only the caller knows.
        limits: a person's limits for the gate, by rule: ``{"walks_lost": {"holds": 0.2}}``.

    Raises OtherInput, NothingToPublish, CatalogueUnusable or CatalogueBusy, with a line that says what to do.

    """
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        last = shelf.latest()
        made_from = Input.of(input_)
        if last:
            made_from = made_from.onto(Input.recorded(last.manifest), add=add)
    with Spool() as spool:
        intake = take_in(readings, met, spool)
        if not any(s.claim for s in intake.sightings) and (last is None or input_ is not None):
            raise NothingToPublish(_summed_up(intake))
        with usable(catalogue), shelf.at_work():
            again = rereading(reread, last, read_by)
            edition = Edition(shelf, last, intake, spool, now or datetime.now(UTC), again)
            return edition.publish(made_from, accept, limits or {}, {"read_by": read_by} | (noted or {}))


def _summed_up(intake: Intake) -> str:
    counted = Counter((s.outcome, s.page["reason"] or "") for s in intake.sightings)
    told = [f"{n} {outcome}{f' ({why})' if why else ''}" for (outcome, why), n in counted.most_common(5)]
    pages = (
        "nothing was read" if not told else f"of {counted.total()} pages none is a walk: {', '.join(told)}"
    )
    return f"{pages}; give pages that describe walks"
