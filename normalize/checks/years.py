"""Years of credits and notices that cannot be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.draft import Draft
    from normalize.walk import Credit, Photo

FIRST_PHOTOGRAPH = 1826
RULES_MADE = 2026
"""A later year is only suspected where nobody says when the page was fetched."""

LAST_NUMBER = re.compile(r"(?<![\w.,/-])(\d{4,5})[\s.)\]]*$")


def check_photo_years(photos: Iterable[Photo], fetched: int | None, draft: Draft) -> None:
    """Report credits that are older than photography, or younger than the page."""
    for number, photo in enumerate(photos):
        year = photo.credit_year or _unread_year(photo)
        if year is not None:
            where = f"photos[{number}] is credited to {year}"
            if year < FIRST_PHOTOGRAPH:
                draft.check("photo_year_possible", False, f"{where}, before photography", warn=True)
            else:
                _not_after(year, fetched, "photo_year_possible", where, draft)


def _unread_year(photo: Photo) -> int | None:
    """The number that ends a credit and was not read as its year; a platform's users may be numbers."""
    found = LAST_NUMBER.search(photo.credit_text or "") if not photo.platform else None
    return int(found[1]) if found and len(found[0]) < len(photo.credit_text or "") else None


def check_notice_years(notices: Iterable[Credit], fetched: int | None, draft: Draft) -> None:
    """Report a copyright notice whose years are reversed, or run past the day that the page was fetched."""
    for notice in notices:
        first, last = notice.year_first, notice.year_last
        if first is not None and last is not None and last < first:
            detail = f"the copyright notice runs backwards, from {first} to {last}"
            draft.check("notice_years_possible", False, detail, warn=True)
        latest = max((year for year in (first, last) if year is not None), default=None)
        if latest is not None:
            where = f"the copyright notice is of {latest}"
            _not_after(latest, fetched, "notice_years_possible", where, draft)


def _not_after(year: int, fetched: int | None, check: str, where: str, draft: Draft) -> None:
    if fetched is not None and year > fetched:
        draft.check(check, False, f"{where}; the page was fetched in {fetched}", warn=True)
    elif fetched is None and year > RULES_MADE:
        detail = f"{where}, which may be in the future; nobody says when the page was fetched"
        draft.check(check, None, detail, warn=True)
