"""Every check by its name, with what holds where it is passed: the one table that documents them."""

from __future__ import annotations

CHECKS: dict[str, str] = {
    "rating_adds_up": "The parts of the rating, less the points lost, make the total.",
    "rating_total_agrees": "The total that heads the rating is the total at its end.",
    "rating_in_bounds": "No part of the rating is beyond the points that the site gives for it.",
    "rating_is_final": "The page does not call its rating provisional.",
    "label_repeated": "A label that stands several times says the same each time; the first is taken.",
    "altitude_agrees": "No height in the text is above the maximum altitude; none below is called highest.",
    "altitude_in_bounds": "The maximum altitude is one that can be stood on.",
    "length_agrees": "What the text says of the whole walk's length fits the length stated.",
    "length_in_bounds": "The length is one that can be walked.",
    "duration_agrees": "Hours and days stated fit each other, and what the text says of the whole walk.",
    "duration_in_bounds": "The duration is more than nothing, and no longer than two years.",
    "pace_possible": "The length can be walked in the duration.",
    "range_in_order": "A range begins with its smaller figure.",
    "units_agree": "A figure given in metric and in imperial units is one figure, but for rounding.",
    "date_possible": "A date in the walk's words is one that a calendar has.",
    "photo_year_possible": "The year of a photo's credit is after photography began and not in the future.",
    "notice_years_possible": "The years of the copyright notice are in order and not in the future.",
    "country_agrees": "Address, breadcrumb, location line and captions name one country.",
    "title_agrees": "Title, key information and address call the walk by one name.",
    "leftover": "Every piece of the content is claimed by a field or known as the site's own words.",
    "lost_character": "Nothing that looks like a lost character was left as it is.",
}
"""Check → what is true where it is passed; ``passed`` is null where it could not be decided."""

LENGTHS = ("length_km_min", "length_km_max", "length_text")
HOURS = ("duration_hours_min", "duration_hours_max")
DAYS = ("duration_days_min", "duration_days_max")
DURATIONS = (*HOURS, *DAYS, "duration_text")
ALTITUDES = ("max_altitude_m", "max_altitude_text")

ABOUT: dict[str, tuple[str, ...]] = {
    "rating_total_agrees": ("rating_total",),
    "rating_is_final": ("rating_total",),
    "altitude_agrees": ALTITUDES,
    "altitude_in_bounds": ALTITUDES,
    "length_agrees": LENGTHS,
    "length_in_bounds": LENGTHS,
    "duration_agrees": DURATIONS,
    "duration_in_bounds": DURATIONS,
    "pace_possible": (*LENGTHS, *DURATIONS),
    "range_in_order": (*LENGTHS, *DURATIONS),
    "units_agree": (*LENGTHS, *ALTITUDES),
    "notice_years_possible": ("copyright_notice",),
    "country_agrees": ("country", "country_code", "country_codes"),
    "title_agrees": ("title",),
}
"""Check → the columns of ``walks`` that it is about; the details of the other checks name theirs."""
