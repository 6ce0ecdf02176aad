"""Reading pages: the one place of ``normalize`` that opens files.

A path is a WARC, a WACZ, a Parquet table of pages, an HTML page, a plain-text dump, or a folder of these,
told apart by content.
"""

from normalize.sources.answer import MAX_BODY
from normalize.sources.errors import SourceError
from normalize.sources.files import fingerprint
from normalize.sources.reading import read_page, read_pages

__all__ = ["MAX_BODY", "SourceError", "fingerprint", "read_page", "read_pages"]
