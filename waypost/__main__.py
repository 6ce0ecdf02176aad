"""``python -m waypost`` is the command ``waypost``."""

from waypost.cli import main

main()
