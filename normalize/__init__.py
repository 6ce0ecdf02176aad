"""Pages to Walks: pure, and knowing neither where pages come from nor where Walks go."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from normalize.page import Page
    from normalize.pipeline import normalize
    from normalize.walk import Reading, Walk

RULES_VERSION = "3"
"""Moves whenever the rules give another record for the same page."""

__all__ = ["RULES_VERSION", "Page", "Reading", "Walk", "normalize"]


def __getattr__(name: str) -> Any:
    """Load the pipeline when it is first asked for: the address grammar alone must not cost all of it."""
    from importlib import import_module

    homes = {"normalize": "pipeline", "Page": "page", "Reading": "walk", "Walk": "walk"}
    if name not in homes:
        raise AttributeError(f"module 'normalize' has no attribute {name!r}")
    return getattr(import_module(f"normalize.{homes[name]}"), name)
