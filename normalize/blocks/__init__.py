"""A page's lines, read into the blocks that its words name."""

from normalize.blocks.item import Item, read_items
from normalize.blocks.machine import Blocks, read_blocks

__all__ = ["Blocks", "Item", "read_blocks", "read_items"]
