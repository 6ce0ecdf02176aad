"""Characters that a conversion lost and left as ``?`` or U+FFFD, brought back where that is sure.

The way through: ``exempt`` (which marks are never touched) → ``gate`` (was anything lost hereabouts) →
``passage``, ``wording`` and ``features`` (the text round all marks, in pieces), ``survivors`` (what was not
lost near them) → ``model`` (what each mark may be, by its text and by the marks round it) → ``quotation``
(quotation marks by pair) → ``candidate`` with ``experts``, ``letters``, ``symbols`` and ``money`` (which
character) → ``decision`` (taken, suspected or left) → ``ledger`` (edits and suspects). ``document`` leads
through it, ``repairer`` repeats it until nothing changes.
"""

from normalize.text.lost.decision import Ranked, Suspect
from normalize.text.lost.ledger import LineRepair
from normalize.text.lost.repairer import repair_lines

__all__ = ["LineRepair", "Ranked", "Suspect", "repair_lines"]
