"""Characters that a conversion lost and left as ``?`` or U+FFFD, brought back where that is sure.

The way through: ``exempt`` (which marks are never touched) → ``gate`` (was anything lost hereabouts) →
``document`` (what lost it, which words and quotes survive) → ``rules`` and ``quotes`` (what a mark may stand
for, and how probably) → ``decision`` (taken, suspected or left) → ``ledger`` (edits and suspects).
"""

from normalize.text.lost.decision import Suspect
from normalize.text.lost.ledger import LineRepair
from normalize.text.lost.repairer import repair_lines

__all__ = ["LineRepair", "Suspect", "repair_lines"]
