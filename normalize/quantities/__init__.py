"""The small grammar of lengths, durations and heights."""

from normalize.quantities.quantities import Quantities
from normalize.quantities.quantity import Quantity

__all__ = ["Quantities", "Quantity"]
