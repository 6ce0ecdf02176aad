"""Any page, read as the same lines."""

from normalize.flow.line import Flow, Image, Kind, Line, Link

__all__ = ["Flow", "Image", "Kind", "Line", "Link"]
