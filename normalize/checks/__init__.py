"""What is looked at on a walk: each check has a name, a meaning, and a row for what it found."""

from normalize.checks.meanings import ABOUT, CHECKS

__all__ = ["ABOUT", "CHECKS"]
