"""A country is known by its name, a part gives its state, and a caption's words are no country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import places
from normalize.places import country_codes, is_country

ONE = {
    "Peru": "PE", "peru": "PE", "Scotland": "GB", "England": "GB", "Wales": "GB", "Northern Ireland": "GB",
    "UK": "GB", "Great Britain": "GB", "Ireland": "IE", "USA": "US", "United States": "US", "Hawaii": "US",
    "Tibet": "CN", "Corsica": "FR", "Réunion": "RE", "Reunion": "RE", "Sardinia": "IT", "Sicily": "IT",
    "Madeira": "PT", "Azores": "PT", "Canary Islands": "ES", "La Gomera": "ES", "Mallorca": "ES",
    "Burma": "MM", "Myanmar": "MM", "Turkey": "TR", "Türkiye": "TR", "Ivory Coast": "CI", "Bolivia": "BO",
    "Iran": "IR", "Laos": "LA", "Vietnam": "VN", "Russia": "RU", "Czech Republic": "CZ", "Macedonia": "MK",
    "Swaziland": "SZ", "The Gambia": "GM", "Georgia": "GE", "South Georgia": "GS", "Greenland": "GL",
    "Faroe Islands": "FO", "Svalbard": "SJ", "Taiwan": "TW", "Kosovo": "XK", "Crete": "GR",
    "Zanzibar": "TZ", "Ladakh": "IN", "Somaliland": "SO", "Transnistria": "MD", "East Timor": "TL",
    "Saint Lucia": "LC", "St. Lucia": "LC", "Congo, DRC": "CD", "Korea, South": "KR",
    "Trinidad and Tobago": "TT", "Trinidad & Tobago": "TT", "Bosnia and Herzegovina": "BA",
    "Antigua and Barbuda": "AG", "Sao Tome and Principe": "ST", "Papua New Guinea": "PG",
    "U.S.A.": "US", "U.K.": "GB", "U.A.E.": "AE", "Eire": "IE", "DRC": "CD", "DR Congo": "CD", "GB": "GB",
    "Côte d'Ivoire": "CI", "The Faroes": "FO", "Macao": "MO", "Spitsbergen": "SJ", "Viet Nam": "VN",
    "Kirghizstan": "KG", "St Vincent": "VC", "Sao Tome": "ST", "Myanmar (Burma)": "MM", "Burma/Myanmar": "MM",
    "Trinidad-and-Tobago": "TT", "Bosnia-Herzegovina": "BA", "New-Zealand": "NZ", "South-Georgia": "GS",
    "Tibet (China)": "CN", "Scotland, UK": "GB", "Georgia (USA)": "US", "USA (Georgia)": "US",
    "Palestine": "PS",
    "Réunion (France)": "RE", "France, Réunion": "RE", "Greenland (Denmark)": "GL", "Hong Kong, China": "HK",
    "Malaysia (Borneo)": "MY", "Patagonia, Argentina": "AR", "Kashmir, India": "IN",
    "Peru, South America": "PE",
    "China (Tibet)": "CN", "Tibet, China": "CN", "Himalayas, Nepal": "NP", "England - Lake District": "GB",
}  # fmt: skip

SEVERAL = {
    "France, Italy, Switzerland": ("FR", "IT", "CH"),
    "France Italy Switzerland": ("FR", "IT", "CH"),
    "Argentina/Chile": ("AR", "CL"),
    "Argentina and Chile": ("AR", "CL"),
    "Argentina & Chile": ("AR", "CL"),
    "Chile, Argentina, Chile": ("CL", "AR"),
    "England and Scotland": ("GB",),
    "Patagonia": ("AR", "CL"),
    "Patagonia (Chile/Argentina)": ("CL", "AR"),
    "Spain & Portugal": ("ES", "PT"),
    "France-Italy-Switzerland": ("FR", "IT", "CH"),
    "Lesotho-South-Africa": ("LS", "ZA"),
    "Israel/Palestine": ("IL", "PS"),
    "Channel Islands": ("GG", "JE"),
    "Nepal/Tibet": ("NP", "CN"),
    "New Zealand Australia": ("NZ", "AU"),
    "Croatia, Bosnia and Herzegovina and Montenegro": ("HR", "BA", "ME"),
    "Serbia and Montenegro": ("RS", "ME"),
    "Kashmir": ("IN", "PK"),
}

NONE = [
    "",
    " ",
    ",",
    "Mountain",
    "Lake",
    "Alps",
    "Himalayas",
    "The Himalaya",
    "Europe",
    "Scandinavia",
    "Central America",
    "Yugoslavia",
    "USSR",
    "Worldwide",
    "in",
    "to",
    "Man",
    "IT",
    "?",
]


@pytest.mark.parametrize(("name", "code"), ONE.items())
def test_a_name_gives_its_states_code(name: str, code: str) -> None:
    assert country_codes(name) == (code,)


@pytest.mark.parametrize(("name", "codes"), SEVERAL.items())
def test_several_names_give_several_codes_in_order_and_each_once(name: str, codes: tuple[str, ...]) -> None:
    assert country_codes(name) == codes


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_country_gives_no_code(name: str) -> None:
    assert country_codes(name) == ()


@pytest.mark.parametrize("name", places._names())
def test_every_name_of_ours_has_a_code(name: str) -> None:
    assert country_codes(name)
    assert is_country(name)


@pytest.mark.parametrize(
    "name", ["Peru", "NEW ZEALAND", " Türkiye ", "the Netherlands", "UK", "Tibet", "Corsica"]
)
def test_an_english_name_of_a_country_or_part_is_a_country(name: str) -> None:
    assert is_country(name)


@pytest.mark.parametrize(
    "words",
    [
        *NONE,
        "Down",
        "Perth",
        "Vienna",
        "Per",
        "Perú trek",
        "Peruu",
        "Frances",
        "Lares Trek",
        "France, Italy",
        "Bute",
    ],
)
def test_a_captions_words_are_no_country(words: str) -> None:
    assert not is_country(words)


@given(st.text(max_size=130))
def test_any_text_gives_codes_of_two_letters_or_none(name: str) -> None:
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in country_codes(name))


def test_a_text_too_long_for_a_country_is_none() -> None:
    assert country_codes("Peru, " * 1_000_000) == ()
    assert not is_country(" " * 1_000_000 + "Peru")
