"""The ledger: what was found, asked and answered. An index of the archive, kept in SQLite."""

from __future__ import annotations

from crawler.ledger.answers import Answers
from crawler.ledger.content import Content
from crawler.ledger.lists import LISTED, LISTS
from crawler.ledger.rows import Address, Answer, Found, Met, Run
from crawler.ledger.runs import RESUMABLE, Runs
from crawler.ledger.store import VERSION, LedgerError


class Ledger(Runs, Answers, Content):
    """The ledger of one workspace: its runs, addresses and answers."""


__all__ = [
    "LISTED",
    "LISTS",
    "RESUMABLE",
    "VERSION",
    "Address",
    "Answer",
    "Found",
    "Ledger",
    "LedgerError",
    "Met",
    "Run",
]
