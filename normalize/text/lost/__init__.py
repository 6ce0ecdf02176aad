"""Characters that a conversion lost and left as ``?`` or U+FFFD, brought back where that is sure.

The way through: ``exempt`` (which marks are never touched) → ``gate`` (was anything lost hereabouts) →
``view`` and ``features`` (the text round a mark, in pieces) → ``model`` (what each mark may be by itself) →
``quotation`` (quotation marks by pair) → ``reading`` and ``model`` again (each mark, all others known) →
``candidate`` with ``letters`` and ``symbols`` (which character) → ``decision`` (taken, suspected or left) →
``ledger`` (edits and suspects). ``document`` leads through it, ``repairer`` repeats it until nothing changes.
"""

from normalize.text.lost.decision import Ranked, Suspect
from normalize.text.lost.ledger import LineRepair
from normalize.text.lost.repairer import repair_lines

__all__ = ["LineRepair", "Ranked", "Suspect", "repair_lines"]
