"""Seeded walks, the truth first: a record, and a page that says exactly that."""

from __future__ import annotations

import unicodedata
from random import Random
from typing import Any

from countrynames import to_code

from tests.generator import figures
from tests.generator.told import Neighbour, Shot, Told
from tests.generator.typography import straight
from tests.generator.words import Writer, words

SITE = "https://www.walkopedia.net"
EMPTY = {
    f"{unit}_{end}": None
    for unit in ("length_km", "duration_hours", "duration_days")
    for end in ("min", "max")
} | dict.fromkeys(("max_altitude_m", "difficulty", "length_text", "duration_text", "max_altitude_text"))


def walk(seed: int) -> Told:
    """The walk of a seed."""
    die = Random(seed)  # noqa: S311 -- chance that repeats, not secrecy
    writer = Writer(die)
    title = writer.title = writer.fresh("titles")
    country = writer.draw("countries")
    folder = die.randint(1, 900)
    shots = _shots(writer, folder)
    captions = [shot for shot in shots if shot.printed and shot.credit and not shot.from_file]
    points = tuple(writer.fresh("points") for _ in range(die.randint(1, 5)))
    rows, rating = figures.rating(die)
    note = writer.draw("notes") if writer.chance(0.4) else None
    rows += [("Note", note or "")] if note or writer.chance(0.5) else []
    statistics, measured = _statistics(writer)
    narrative, credits_, author = _narrative(writer)
    account = writer.draw("accounts") if writer.chance(0.2) else None
    firm = writer.draw("firms") if writer.chance(0.4) else None
    notice = _notice(die)
    address = _address(die, title, country)
    place = die.choice(("crumbs", "crumbs", "line", "label", "nothing"))
    top_100 = writer.chance(0.2)
    members = tuple(words()["members"]) if writer.chance(0.8) else ()
    sponsor = f"Thank you to our sponsor, the excellent {firm}"
    truth: dict[str, Any] = {
        "outcome": "walk",
        "url": SITE + address if address else None,
        "title": straight(title),
        "top_100": top_100,
        **rating,
        "rating_note": note and straight(note),
        **measured,
        "key_information": [straight(point) for point in points],
        "narrative": "\n\n".join(straight(text) for _, text in narrative),
        "author": author,
        "members_only": bool(members),
        **_notice_truth(notice),
        "credits": [
            *credits_,
            *([_credit("sponsor", firm, sponsor)] if firm else []),
            *([_credit("reader", None, straight(account))] if account else []),
            *([_credit("site", "Walkopedia Ltd", notice[0], *notice[1:])] if notice else []),
        ],
        "repairs": [],
    }
    return Told(
        title=title,
        head_title=title,
        country=country,
        place=place,
        address=address,
        image_folder=folder,
        shots=tuple(shots),
        feature=die.choice(captions) if captions and writer.chance(0.8) else None,
        later=die.choice(captions).printed if captions and writer.chance(0.3) else None,
        points=points,
        rating=tuple(rows),
        top_100=top_100,
        provisional=writer.chance(0.15),
        statistics=tuple(statistics),
        summary=die.choice((None, None, "WALK SUMMARY", "Walk summary")),
        stub=words()["stub"] if writer.chance(0.15) else None,
        narrative=tuple(narrative),
        invitation=die.choice(words()["invitations"]),
        account=account,
        members=members,
        sponsor=(sponsor, "Travel Made Better", "Walkopedia Sponsor") if firm else (),
        notice=notice[0] if notice else None,
        neighbours=tuple(_neighbour(writer) for _ in range(3)),
        truth=truth,
    )


def country_truth(country: str | None) -> dict[str, Any]:
    """The columns of a country named on the page, or of none."""
    code = "GB" if country in ("Scotland", "Wales", "England") else to_code(country) if country else None
    return {"country": country, "country_code": code, "country_codes": [code] if code else []}


def _shots(writer: Writer, folder: int) -> list[Shot]:
    with_images = writer.chance(0.6)
    shots: list[Shot] = []
    for number in range(writer.die.choice((0, 1, 2, 3, 4, 6, 9, 14))):
        image = f"/assets/walkimages/{folder}/{writer.die.choice(('img', 'walk', 'DSC'))}-{number}.jpg"
        repeated = shots[-1].printed if shots and writer.chance(0.1) else None
        if repeated and not shots[-1].from_file:
            last = shots[-1]
            shots.append(
                Shot(
                    last.printed,
                    image if with_images else None,
                    last.caption,
                    last.credit,
                    last.credit_text,
                    last.year,
                    last.platform,
                )
            )
        else:
            shots.append(_shot(writer, image if with_images else None))
    return shots


def _shot(writer: Writer, image: str | None) -> Shot:
    """A photo in one of the field guide's forms."""
    caption, person, nick = writer.fresh("captions"), writer.draw("people"), writer.draw("nicks")
    year = writer.die.randint(1998, 2015)
    if image and writer.chance(0.08):
        name = _ascii(person).replace(" ", "").replace("-", "").replace(".", "").replace("'", "")
        first, last = _ascii(person).split()[0], _ascii(person).split()[-1]
        if name == first + last and first.isalpha() and last.isalpha() and last[1:].islower():
            address = image.replace(".jpg", f"-wikiuser{name}.JPG")
            return Shot(
                caption,
                address,
                straight(caption),
                f"{first} {last}",
                None,
                None,
                "Wikimedia",
                from_file=True,
            )
    forms: tuple[tuple[str | None, str, str | None, int | None, str | None], ...] = (
        (None, f"© {person}", person, None, None),
        (f"{caption} - ", f"© {person}", person, None, None),
        (f"{caption} - ", f"© {person}", person, None, None),
        (f"{caption} - ", f"©{person}", person, None, None),
        (f"{caption} - ", f"© {person} {year}", person, year, None),
        (f"{writer.title} - {caption} - ", f"© {person}", person, None, None),
        (f"{caption} - ", f"© Copyright {person}", person, None, None),
        (f"{caption}  - ", f"© From Flickr user {nick}", nick, None, "Flickr"),
        (f"{caption} - ", f"© By Flickr user {nick}", nick, None, "Flickr"),
        (f"{caption} -  ", f"©  {nick} flickr user", nick, None, "Flickr"),
        (None, f"© {nick} flickr user", nick, None, "Flickr"),
        (f"{caption} - ", f"© wikiuser {person}", person, None, "Wikimedia"),
        (f"{caption} - ", f"© Wikimedia Commons user {person}", person, None, "Wikimedia"),
        (f"{caption} - ", f"© {person} / Panoramio", person, None, "Panoramio"),
        (f"{caption} - ", f"© {person} on Flickr", person, None, "Flickr"),
        (f"{caption} – ", f"© {person}, May {year}", person, year, None),
        (caption, "", None, None, None),
    )
    before, sign, holder, dated, platform = writer.die.choice(forms)
    return Shot(
        printed=(before or "") + sign,
        image=image,
        caption=straight(before).rstrip("-– ") if before else None,
        credit=holder and straight(holder),
        credit_text=straight(sign) or None,
        year=dated,
        platform=platform,
    )


def _statistics(writer: Writer) -> tuple[list[tuple[str | None, str]], dict[str, Any]]:
    die, columns = writer.die, dict(EMPTY)
    rows: list[tuple[str | None, str]] = []
    capitals = die.choice((str, str, str.upper, str.capitalize))
    if writer.chance(0.9):
        figure = figures.length(die)
        rows.append((capitals("Length"), figure.printed))
        columns |= figure.columns | {"length_text": figure.printed}
    if columns["duration_text"] is None and writer.chance(0.85):
        figure = figures.duration(die)
        rows.append((None, figure.printed))
        columns |= figure.columns | {"duration_text": figure.printed}
    if writer.chance(0.85):
        figure = figures.altitude(die)
        rows.append((capitals("Maximum Altitude"), figure.printed))
        columns |= figure.columns | {"max_altitude_text": figure.printed}
    if writer.chance(0.9) or not rows:
        columns["difficulty"] = writer.draw("difficulties")
        rows.append((capitals("Level of Difficulty"), str(columns["difficulty"])))
    return rows, columns


def _narrative(writer: Writer) -> tuple[list[tuple[str, str]], list[dict[str, Any]], str | None]:
    """Paragraphs and sub-headings; whom they credit; who wrote them, where they say."""
    told = [("text", f"{writer.fresh('openings')} {writer.paragraph()}")]
    for _ in range(writer.die.randint(1, 6)):
        if writer.chance(0.3):
            told.append(("heading", writer.fresh("headings")))
        told.append(("text", writer.paragraph()))
    credits_: list[dict[str, Any]] = []
    author = None
    if writer.chance(0.2):
        author = straight(name := writer.draw("people"))
        piece = f"The following is {name}’s piece on walking here, which won our autumn prize."
        told += [("text", piece), ("text", writer.paragraph())]
        credits_.append(_credit("text", author, straight(piece)))
    if writer.chance(0.25):
        firm = writer.draw("firms")
        plug = (
            f"We travelled with {firm}, whose guides knew every spring on the way. "
            "We are proud to be their partners."
        )
        told.append(("text", plug))
        credits_.append(_credit("partner", firm, plug))
    return told, credits_, author


def _credit(
    role: str, name: str | None, text: str, first: int | None = None, last: int | None = None
) -> dict[str, Any]:
    return {"role": role, "name": name, "text": text, "year_first": first, "year_last": last}


def _notice(die: Random) -> tuple[str, int, int] | None:
    if die.random() < 0.1:
        return None
    first, last = die.randint(2006, 2009), die.randint(2011, 2019)
    years = die.choice((f"{first} - {last}", f"{first}-{last}", f"{first}–{last}"))
    return (
        f"All material on this website is © Walkopedia Ltd {years}, unless specified otherwise.",
        first,
        last,
    )


def _notice_truth(notice: tuple[str, int, int] | None) -> dict[str, Any]:
    return {
        "copyright_notice": notice[0] if notice else None,
        "copyright_holder": "Walkopedia Ltd" if notice else None,
    }


def _address(die: Random, title: str, country: str) -> str | None:
    kept = "".join(c for c in _ascii(title) if c.isalnum() or c in " -")
    forms = (
        f"/best-world-walks/{country.replace(' ', '-')}/{'-'.join(kept.split())}",
        f"/best-world-walks/{country.replace(' ', '-')}/{'-'.join(kept.split())}",
        f"/walks/display-walk.asp?WalkID={die.randint(1, 1400)}",
        None,
    )
    return die.choice(forms)


def _ascii(text: str) -> str:
    text = text.replace("’", "'").replace("ø", "o").replace("ß", "ss")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _neighbour(writer: Writer) -> Neighbour:
    rated = writer.die.randint(60, 99)
    return Neighbour(writer.fresh("titles"), str(rated), str(rated // 3))
