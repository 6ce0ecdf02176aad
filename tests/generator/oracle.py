"""What a person would read off a sample, and whether we read the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from normalize import Page, normalize
from tests.generator.foreign import CAPTIONS_JOINED
from tests.generator.legible import blurred
from tests.generator.records import SITE, country_truth

if TYPE_CHECKING:
    from tests.generator.channels import Sample
    from tests.generator.told import Shot

PROSE = ("title", "key_information", "narrative", "photos", "credits", "author", "rating_note")
"""Fields whose words damage can reach; of a damaged page, ``repairs`` is not asked."""

UNASKED = {
    "place": ("country", "country_code", "country_codes"),
    "photos": ("photos",),
    "opening": ("narrative",),
    "below": ("credits", "copyright_notice", "copyright_holder"),
}
"""What a dump need not tell that ran the lines of a block together."""


def expected(sample: Sample) -> dict[str, Any]:
    """The record of a walk in a channel, without what that channel cannot carry.

    | lost | where |
    |---|---|
    | the page's own address, and the country if only that names it | dumps |
    | images' addresses, and a holder or platform that only these tell | dumps, LibreOffice |
    | where a caption ends | LibreOffice, of figures |
    | images' addresses relative to a page whose own is not known | pages without address |
    | where lines end that the extractor ran together, or that just fill a wrapped line | dumps |
    | an accent in a name that the page says nowhere whole | damage |
    """
    told, channel = sample.told, sample.channel
    address = told.address if channel.keeps_address else None
    addressed = address is not None and address.startswith("/best-world-walks/")
    country = told.country if addressed or told.place != "nothing" else None
    record = told.truth | country_truth(country)
    record["url"] = told.truth["url"] if channel.keeps_address else None
    record["photos"] = [_photo(n, shot, sample) for n, shot in enumerate(told.shots, 1)]
    if channel.damage != "whole":
        del record["repairs"]
    if (channel.dialect, channel.rewriter) in CAPTIONS_JOINED:
        del record["photos"]
    return record


def _photo(position: int, shot: Shot, sample: Sample) -> dict[str, Any]:
    untold = shot.from_file and not sample.channel.keeps_images
    return {
        "position": position,
        "caption": shot.caption,
        "credit": None if untold else shot.credit,
        "credit_text": shot.credit_text,
        "credit_year": shot.year,
        "platform": None if untold else shot.platform,
        "url": SITE + shot.image if shot.image and _locates(sample) else None,
    }


def _locates(sample: Sample) -> bool:
    return sample.channel.keeps_images and sample.told.address is not None


def read(sample: Sample) -> dict[str, Any]:
    """What we read, as JSON writes it; of a page that we could not read, its outcome and reason."""
    address = sample.told.address if sample.channel.keeps_address else None
    reading = normalize(Page(body=sample.body, url=address and SITE + address))
    if reading.walk is None:
        return {"outcome": reading.outcome, "reason": reading.reason}
    record: dict[str, Any] = json.loads(json.dumps(reading.walk.as_record()))
    record["outcome"] = reading.outcome
    record["credits"] = [credit for credit in record["credits"] if credit["role"] != "photo"]
    if not _locates(sample):
        record["photos"] = [photo | {"url": None} for photo in record["photos"]]
    return record


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was asked of a sample, what was read, and each wrong field: what it should be, what it is."""

    asked: tuple[str, ...]
    record: dict[str, Any]
    wrong: dict[str, tuple[Any, Any]]


def judge(sample: Sample) -> Verdict:
    """Read a sample and compare each field with what a person reads."""
    want, record = expected(sample), read(sample)
    got = record
    if sample.channel.extractor and got["outcome"] == "walk":
        want, got = _as_far_as_told(want, got, blurred(sample))
    lossy = sample.channel.damage != "whole"
    wrong = {
        name: (value, got.get(name))
        for name, value in want.items()
        if not same(value, got.get(name), lossy=lossy and name in PROSE)
    }
    return Verdict(tuple(want), {name: record.get(name) for name in expected(sample)}, wrong)


def _as_far_as_told(
    want: dict[str, Any], got: dict[str, Any], lost: set[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both records, less precise where a dump does not tell lines apart.

    Words that were run together are compared without their ends; where that is no help, nothing is asked,
    nor is the text of a credit that stands in the narrative.
    """
    runs = {"points": "key_information", "narrative": "narrative"}
    for field in (field for block, field in runs.items() if block in lost and got[field]):
        want, got = want | {field: _run(want[field])}, got | {field: _run(got[field])}
    for field in (field for block, fields in UNASKED.items() if block in lost for field in fields):
        want = {name: value for name, value in want.items() if name != field}
    if "narrative" in lost and "credits" in want:
        want, got = ({**r, "credits": [c | {"text": ""} for c in r["credits"]]} for r in (want, got))
    return want, got


def _run(parts: str | list[str]) -> str:
    return " ".join(" ".join([parts] if isinstance(parts, str) else parts).split())


def same(want: Any, got: Any, *, lossy: bool = False) -> bool:
    """Equal; numbers to a thousandth. Where ``lossy``, a name's lost accent may still be lost."""
    if isinstance(want, float | int) and isinstance(got, float | int) and not isinstance(want, bool):
        return abs(want - got) < 1e-3
    if isinstance(want, list) and isinstance(got, list):
        return len(want) == len(got) and all(same(a, b, lossy=lossy) for a, b in zip(want, got, strict=True))
    if isinstance(want, dict) and isinstance(got, dict):
        return all(same(value, got.get(name), lossy=lossy) for name, value in want.items())
    if lossy and isinstance(want, str) and isinstance(got, str) and len(want) == len(got):
        return all(a == b or _may_stay_lost(a, b) for a, b in zip(want, got, strict=True))
    return bool(want == got)


def _may_stay_lost(want: str, got: str) -> bool:
    return got in "?\ufffd" and want.isalpha() and not want.isascii()


def difference(want: Any, got: Any) -> str:
    """Where two values part, in one line that a person can read."""
    if isinstance(want, list) and isinstance(got, list) and want and got:
        parted = next((n for n, (a, b) in enumerate(zip(want, got, strict=False)) if not same(a, b)), None)
        if parted is not None:
            return f"[{parted}] {difference(want[parted], got[parted])}"
        return f"{len(want)} of them: {want[len(got) :]!r} is missing, {got[len(want) :]!r} is too much"
    if isinstance(want, dict) and isinstance(got, dict):
        return "; ".join(
            f"{k}: {difference(v, got.get(k))}" for k, v in want.items() if not same(v, got.get(k))
        )
    if isinstance(want, str) and isinstance(got, str):
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(want, got, strict=False)))
        start = max(0, alike - 30)
        return f"{want[start : start + 120]!r} is read as {got[start : start + 120]!r}"
    return f"{want!r} is read as {got!r}"
