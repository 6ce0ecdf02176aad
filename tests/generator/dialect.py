"""How one kind of page is written."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape as escaped
from typing import TYPE_CHECKING

from tests.generator.furniture import neighbours
from tests.generator.sections import ORDER, Piece, Section, sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.generator.told import Told

NEARBY = "<h3>Other walks nearby</h3><ul>{}</ul>"


def e(words: str) -> str:
    """Words as character data."""
    return escaped(words, quote=False)


def image(piece: Piece, attributes: str = ' width="120"') -> str:
    """The image of a photo, if it has one."""
    return f'<img src="{piece.image}"{attributes}>' if piece.image else ""


@dataclass(frozen=True)
class Dialect:
    """How one kind of page writes each kind of piece, and what it puts round them.

    A template's ``{}`` stands for the words, ``{label}`` for a label, ``{image}`` for an image.
    """

    frame: Callable[[Told, str], str]
    title: str = "<h1>{}</h1>"
    heading: str = "<h2>{}</h2>"
    photo: str = "<li>{image}{}</li>"
    point: str = "<li>{}</li>"
    pair: str = "<li>{label}: {}</li>"
    bare: str = "<li>{}</li>"
    mark: str = "<p>{}</p>"
    place: str = "<p>{}</p>"
    subheading: str = "<h3>{}</h3>"
    text: str = "<p>{}</p>"
    aside: str = "<p>{}</p>"
    group: str = "<ul>{}</ul>"
    lone_photo: str = "<p>{image}{}</p>"
    section: str = "{}"
    order: tuple[str, ...] = ORDER
    oldest: bool = False
    break_labels: bool = False
    duration: str = ""
    """A label for the duration, which the site's own pages leave without."""
    neighbours: str = ""
    between: str = "\n"
    between_figures: str = ""
    """What parts the figures of a block, where they share a line."""

    def write(self, told: Told) -> str:
        """The whole page."""
        body: list[str] = []
        for section in sections(told, self.order, oldest=self.oldest):
            if section.name == "accounts" and self.neighbours:
                body.append(neighbours(told, "", self.neighbours, NEARBY))
            body.append(self.section.format(self.write_section(section)))
        return self.frame(told, self.between.join(body))

    def write_section(self, section: Section) -> str:
        """A section: its heading, then its pieces, grouped where they are items."""
        heading = self.heading.format(e(section.heading)) + self.between if section.heading else ""
        pieces = [self.write_piece(section, piece) for piece in section.pieces]
        items = section.name in ("photos", "key", "rating", "statistics")
        figures = section.name in ("rating", "statistics") and self.between_figures
        inner = (figures or self.between).join(pieces)
        return heading + (self.group.format(inner) if items and pieces else inner)

    def write_piece(self, section: Section, piece: Piece) -> str:
        """One piece in the template of its kind."""
        lone = piece.kind == "photo" and section.name != "photos"
        template = self.lone_photo if lone else self.template(piece)
        label = piece.label or (self.duration if piece.kind == "bare" else "")
        if self.break_labels and len(label) > 4:
            label = f"<b>{label[:4]}</b>{label[4:]}"
        return template.format(e(piece.words), label=label, image=image(piece))

    def template(self, piece: Piece) -> str:
        """The template of a piece's kind."""
        return {
            "title": self.title,
            "place": self.place,
            "photo": self.photo,
            "point": self.point,
            "pair": self.pair,
            "bare": self.bare,
            "mark": self.mark,
            "heading": self.subheading,
            "text": self.text,
            "aside": self.aside,
        }[piece.kind]
