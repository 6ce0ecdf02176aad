"""Ratings and vital statistics in every form of the field guide, their numbers known before their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

KM, METRE = 1.609344, 0.3048
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed, and the columns that it fills."""

    printed: str
    columns: dict[str, Any]


def _km(low: float | None, high: float | None) -> dict[str, Any]:
    return {"length_km_min": low, "length_km_max": high}


def _hours(low: float | None, high: float | None) -> dict[str, Any]:
    return {"duration_hours_min": low, "duration_hours_max": high}


def _days(low: float | None, high: float | None) -> dict[str, Any]:
    return {"duration_days_min": low, "duration_days_max": high}


def length(die: Random) -> Figure:
    """A length; some tell a duration too, or nothing in figures."""
    n = die.randint(4, 190)
    more, days, tenths = n + die.randint(2, 30), die.randint(2, 12), n + die.choice((0.5, 0.25))
    miles = round(n / KM)
    both = {"duration_text": f"{days} days", **_days(days, days)}
    forms = (
        Figure(f"{n}km", _km(n, n)),
        Figure(f"{n} km", _km(n, n)),
        Figure(f"{n} kms", _km(n, n)),
        Figure(f"{tenths:g}km", _km(tenths, tenths)),
        Figure(f"{n}km ({miles} miles)", _km(n, n)),
        Figure(f"{miles} miles ({n}km)", _km(n, n)),
        Figure(f"{miles} miles/{n}km", _km(n, n)),
        Figure(f"{n} miles", _km(n * KM, n * KM)),
        Figure(f"Up to {n}km", _km(None, n)),
        Figure(f"At least {n}km", _km(n, None)),
        Figure(f"Over {n}km", _km(n, None)),
        Figure(f"Around {n}km", _km(n, n)),
        Figure(f"c. {n}km", _km(n, n)),
        Figure(f"{n}-{more}km", _km(n, more)),
        Figure(f"{n} to {more} km", _km(n, more)),
        Figure(f"{n}km or {more}km", _km(n, more)),
        Figure(f"1,{n:03}km", _km(1000 + n, 1000 + n)),
        Figure(f"{n} kilometres", _km(n, n)),
        Figure("Variable", _km(None, None)),
        Figure("Various options", _km(None, None)),
        Figure(f"{n}km, {days} days", _km(n, n) | both),
        Figure(f"{n}km over {days} days", _km(n, n) | both),
        Figure(f"{days} days", _km(None, None) | both),
    )
    return die.choice(forms)


def duration(die: Random) -> Figure:
    """A duration, in hours, days or both."""
    d = die.randint(2, 9)
    h, more = die.randint(2, 11), d + die.randint(1, 4)
    forms = (
        Figure(f"{h} hours", _hours(h, h)),
        Figure(f"{h}-{h + 2} hours", _hours(h, h + 2)),
        Figure(f"{h}-{h + 1} hrs", _hours(h, h + 1)),
        Figure(f"{h}.5 hrs", _hours(h + 0.5, h + 0.5)),
        Figure(f"{6 * d} hours or {d}.5 days", _hours(6 * d, 6 * d) | _days(d + 0.5, d + 0.5)),
        Figure(f"{d} days", _days(d, d)),
        Figure("1 day", _days(1, 1)),
        Figure("Half a day", _days(0.5, 0.5)),
        Figure(f"{d}-{more} days", _days(d, more)),
        Figure(f"{d}–{more} days", _days(d, more)),
        Figure(f"{d} to {more} days", _days(d, more)),
        Figure(f"{d} or {d + 1} days", _days(d, d + 1)),
        Figure(f"Up to {d} days", _days(None, d)),
        Figure(f"At least {d} days", _days(d, None)),
        Figure(f"{d}+ days", _days(d, None)),
        Figure(f"Around {d} days", _days(d, d)),
        Figure(f"{d}½ days", _days(d + 0.5, d + 0.5)),
        Figure(f"{WORDS[d - 1]} days", _days(d, d)),
        Figure(f"{WORDS[d - 1].capitalize()} to {WORDS[d]} days", _days(d, d + 1)),
        Figure("A week", _days(7, 7)),
        Figure("2 weeks", _days(14, 14)),
        Figure("Variable", {}),
    )
    return die.choice(forms)


def altitude(die: Random) -> Figure:
    """A greatest altitude, in metres, feet or both."""
    m = die.choice((die.randint(90, 990), 10 * die.randint(100, 610)))
    feet = round(m / METRE, -2)
    forms = (
        Figure(f"{m:,}m", {"max_altitude_m": m}),
        Figure(f"{m:,}m", {"max_altitude_m": m}),
        Figure(f"{m}m", {"max_altitude_m": m}),
        Figure(f"{m} m", {"max_altitude_m": m}),
        Figure(f"{m:,} metres", {"max_altitude_m": m}),
        Figure(f"Around {m:,}m", {"max_altitude_m": m}),
        Figure(f"c.{m:,}m", {"max_altitude_m": m}),
        Figure(f"Up to {m:,}m", {"max_altitude_m": m}),
        Figure(f"{m:,}m ({feet:,.0f}ft)", {"max_altitude_m": m}),
        Figure(f"{feet:,.0f}ft ({m:,}m)", {"max_altitude_m": m}),
        Figure(f"{feet:,.0f} feet", {"max_altitude_m": feet * METRE}),
        Figure("Variable", {"max_altitude_m": None}),
    )
    return die.choice(forms)


LABELS = {
    "beauty": ("Beauty", 24, 40),
    "natural_interest": ("Natural interest", 8, 20),
    "human_interest": ("Human interest", 3, 20),
    "charisma": ("Charisma", 20, 40),
}


def rating(die: Random) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """The rows of a rating as printed, without its note, and the columns that they fill."""
    parts = {part: die.randint(2 * low, 2 * high) / 2 for part, (_, low, high) in LABELS.items()}
    if die.random() < 0.7:
        parts = {part: float(int(points)) for part, points in parts.items()}
    negative = float(die.randint(0, 9))
    slip = die.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, -2))
    total = sum(parts.values()) - negative + slip
    missing = die.choice((*LABELS, "negative_points", "total")) if die.random() < 0.2 else None
    printed_negative = die.choice((f"{negative:g}", f"{negative:g}", f"({negative:g})"))
    rows = [("Walkopedia rating", f"{total:g}")]
    rows += [(LABELS[part][0], f"{points:g}") for part, points in parts.items() if part != missing]
    rows += [("Negative points", printed_negative)] if missing != "negative_points" else []
    rows += [("Total rating", f"{total:g}")] if missing != "total" else []
    columns: dict[str, Any] = {f"rating_{part}": points for part, points in parts.items()}
    columns |= {"rating_negative_points": negative, "rating_total": total}
    if missing and missing != "total":
        columns[f"rating_{missing}"] = None
    whole = missing in (None, "total")
    return rows, columns | {"rating_adds_up": slip == 0 if whole else None}
