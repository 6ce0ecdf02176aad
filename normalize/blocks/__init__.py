"""A page's lines, read into the blocks that its words name."""

from normalize.blocks.found import Blocks, Shot
from normalize.blocks.item import Item, read_items
from normalize.blocks.machine import read_blocks
from normalize.blocks.place import Stated
from normalize.blocks.survey import Survey, survey_items

__all__ = ["Blocks", "Item", "Shot", "Stated", "Survey", "read_blocks", "read_items", "survey_items"]
