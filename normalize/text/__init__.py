"""Text repair: mojibake, lost characters, plain style."""

from normalize.text.lost import LineRepair, Suspect, repair_lines
from normalize.text.mojibake import mend
from normalize.text.repair import Repaired, repair, repair_document
from normalize.text.style import plain, plain_str
from normalize.text.traced import STYLE, Edit, Traced

__all__ = [
    "STYLE",
    "Edit",
    "LineRepair",
    "Repaired",
    "Suspect",
    "Traced",
    "mend",
    "plain",
    "plain_str",
    "repair",
    "repair_document",
    "repair_lines",
]
