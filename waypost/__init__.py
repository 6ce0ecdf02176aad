"""The front door: command line, Python API, the scheduled run.

``waypost.open("data").walks`` is a pandas frame of the newest snapshot; in its place a catalogue's
folder will do, or its URL in an object store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from normalize.text import repair
    from outputs.catalogue import Catalogue
    from outputs.catalogue import open_catalogue as open  # noqa: A004 -- the name that the contract fixes

    __version__: str

__all__ = ["Catalogue", "__version__", "open", "repair"]


def __getattr__(name: str) -> Any:
    """Fetch a public name when it is first asked for: `waypost --version` need not load pandas."""
    if name == "open":
        from outputs.catalogue import open_catalogue

        return open_catalogue
    if name == "Catalogue":
        from outputs.catalogue import Catalogue

        return Catalogue
    if name == "repair":
        from normalize.text import repair

        return repair
    if name == "__version__":
        from importlib.metadata import version

        return version("waypost")
    raise AttributeError(f"module 'waypost' has no attribute {name!r}")
