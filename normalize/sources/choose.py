"""Which of an address's many answers stand: its newest good one, and what came after that.

The first pass reads every archive once and keeps a few words per answer that may stand; the second reads
the bodies of those that do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from normalize.sources.answer import Answer
from normalize.sources.record_page import About, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.page import Page
    from normalize.sources.archive import Archive
    from normalize.sources.warc import Record

_KEPT_BAD = 3
_NEVER = datetime.min.replace(tzinfo=UTC)
_NOT_MODIFIED = 304
_BODILESS = (0, 200, _NOT_MODIFIED)  # statuses of a revisit whose body is another record's


class Place(NamedTuple):
    """Where a record lies: the archive's number, and the offset in it."""

    archive: int
    offset: int


class Reference(NamedTuple):
    """What a revisit says of the record that holds its body."""

    url: str
    date: datetime | None
    digest: str | None


class Seen(NamedTuple):
    """One answer, as the first pass remembers it; ``body`` is where its body lies, None if nowhere."""

    date: datetime
    place: Place
    status: int
    about: About
    body: Place | None
    refers_to: Reference | None = None

    @property
    def good(self) -> bool:
        """Whether it is a page's whole answer, its own or an earlier one that still holds."""
        return self.body is not None and self.status in (_BODILESS if self.refers_to else (200,))


class _Body(NamedTuple):
    date: datetime
    digest: str | None
    place: Place


@dataclass(slots=True)
class _History:
    """What is remembered of one address."""

    answers: list[Seen] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        if seen.good and all(other.date <= seen.date for other in self.answers):
            self.answers.clear()
        self.answers.append(seen)
        if len(self.answers) > 2 * _KEPT_BAD and not any(a.good for a in self.answers):
            self.answers = self.standing()

    def standing(self) -> list[Seen]:
        """The newest good answer and all after it; without a good one the newest few. In order of time."""
        ordered = sorted(self.answers)
        good = [n for n, seen in enumerate(ordered) if seen.good]
        return ordered[good[-1] :] if good else ordered[-_KEPT_BAD:]


@dataclass(slots=True)
class _Bodies:
    """Where the bodies of good answers lie, for the revisits that refer to them."""

    _by_url: dict[str, list[_Body]] = field(default_factory=lambda: defaultdict(list))
    _by_digest: dict[str, Place] = field(default_factory=dict)

    def add(self, url: str, body: _Body) -> None:
        bodies = self._by_url[url]
        if body.digest:
            self._by_digest.setdefault(body.digest, body.place)
        if not (body.digest and bodies and bodies[-1].digest == body.digest):
            bodies.append(body)

    def resolved(self, seen: Seen) -> Seen:
        """The answer with the place of its body, where it is a revisit and that place is known."""
        if seen.body or not seen.refers_to:
            return seen
        return seen._replace(body=self._place(seen.refers_to, seen.date))

    def _place(self, there: Reference, before: datetime) -> Place | None:
        bodies = self._by_url.get(there.url, [])
        same_time = [body.place for body in bodies if body.date == there.date]
        if same_time:
            return same_time[-1]
        if there.digest:  # a body with another digest would be another text
            return self._by_digest.get(there.digest)
        earlier = [body for body in bodies if body.date <= before]
        return max(earlier, key=lambda body: body.date).place if earlier else None


@dataclass(slots=True)
class _Span:
    """Since when an address is known, and since when it gives the bytes that it gives now."""

    first: datetime
    since: datetime
    last: datetime
    bytes: str | Place | None

    @classmethod
    def of(cls, date: datetime, held: str | Place | None) -> _Span:
        return cls(date, date, date, held)

    def add(self, date: datetime, held: str | Place | None) -> None:
        """Take in a whole answer; ``held`` is the digest or the place of its body, None for "as before"."""
        self.first = min(self.first, date)
        if held is None or held == self.bytes:
            self.since, self.last = min(self.since, date), max(self.last, date)
        elif date >= self.last:
            self.since = self.last = date
            self.bytes = held
        elif date >= self.since:  # an older archive, read later, had other bytes between
            self.since = self.last


class Choice:
    """The answers that stand, over all the archives of one reading."""

    def __init__(self, archives: Sequence[Archive]) -> None:
        self._archives = archives
        self._bodies = _Bodies()
        self._histories: dict[str, _History] = defaultdict(_History)
        self._spans: dict[str, _Span] = {}
        self.unreadable = [archive for n, archive in enumerate(archives) if not self._scan(n, archive)]
        self._standing: dict[Place, list[tuple[str, Seen]]] = defaultdict(list)
        for url, history in self._histories.items():
            # a revisit may have been read before what it refers to
            history.answers = [self._bodies.resolved(seen) for seen in history.answers]
            for seen in history.standing():
                self._standing[seen.body or seen.place].append((url, seen))
        del self._histories, self._bodies

    def pages(self, number: int) -> Iterator[Page]:
        """The standing answers whose bodies lie in the archive of that number, in order of their records."""
        archive = self._archives[number]
        offsets = {place.offset for place in self._standing if place.archive == number}
        for record in archive.pick(offsets):
            for url, seen in sorted(self._standing[Place(number, record.offset)], key=lambda pair: pair[1]):
                page = _page(record, archive.name, url, seen)
                yield self._dated(page, seen) if seen.good else page

    def _scan(self, number: int, archive: Archive) -> bool:
        """Remember the archive's answers; False where it holds no record that can be read."""
        about, any_record = About(), False
        for record in archive.records():
            any_record = True
            if record.kind == "warcinfo":
                about = About.of(record)
            elif record.url.startswith(("http://", "https://")) and record.kind in ("response", "revisit"):
                self._remember(Place(number, record.offset), record, about)
        return any_record

    def _remember(self, place: Place, record: Record, about: About) -> None:
        answer = Answer.of(record.block)
        status = answer.status if answer else 0
        date = record.date or _NEVER
        seen = Seen(date, place, status, about, None if record.refused else place)
        if status in _BODILESS and (record.kind == "revisit" or status == _NOT_MODIFIED):
            # a plain 304 has the digest of its own empty body
            digest = record.payload_digest if record.kind == "revisit" else None
            there = Reference(record.refers_to_url or record.url, record.refers_to_date, digest)
            seen = self._bodies.resolved(
                seen._replace(body=None, refers_to=None if record.refused else there)
            )
        elif seen.good:
            self._bodies.add(record.url, _Body(date, record.payload_digest, place))
        self._histories[record.url].add(seen)
        if seen.good and date != _NEVER:
            held = None if status == _NOT_MODIFIED else record.payload_digest or place
            if record.url in self._spans:
                self._spans[record.url].add(date, held)
            else:
                self._spans[record.url] = _Span.of(date, held)

    def _dated(self, page: Page, seen: Seen) -> Page:
        """The page with what all answers of its address tell of the time."""
        span = self._spans.get(page.url or "")
        if span is None:
            return page
        since = min(span.since, seen.date)
        return replace(page, first_at=span.first, same_since=since)


def _page(record: Record, name: str, url: str, seen: Seen) -> Page:
    """The page of an answer, from the record that holds its body."""
    page = page_of(record, name, seen.about)
    if seen.body == seen.place:
        return page
    page = replace(page, url=url, fetched_at=None if seen.date == _NEVER else seen.date)
    if seen.body is None:
        return replace(
            page, body=b"", refused=page.refused or "the record it refers to is not in the archive"
        )
    return page if seen.status in (0, _NOT_MODIFIED) else replace(page, status=seen.status)
