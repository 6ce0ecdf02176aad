"""What the ledger's addresses hold, in one word: whether a crawl brought anything that was not known."""

from __future__ import annotations

import json
from hashlib import sha256

from crawler.ledger.store import Store

# Times, reasons and how often an address was looked at are left out: they are no news of the site. Sitemaps
# and robots.txt tell of addresses, which have rows of their own.
_HELD = """
select url, asked, state,
    case outcome when 'not_modified' then 'fetched' else outcome end as outcome,
    min(gone, 2) as gone,
    iif(kind in ('sitemap', 'robots'), null, (
        select whole.record_id from answers n join answers whole on whole.id = n.whole
        where n.url = a.url and n.asked = a.asked and n.status in (200, 304) and n.archive_file is not null
        order by n.id desc limit 1)) as body,
    iif(outcome <> 'redirected', null, (
        select location from answers n where n.url = a.url order by n.id desc limit 1)) as location
from addresses a order by url
"""


class Content(Store):
    """The ledger as a whole."""

    def content_sha256(self) -> str:
        """A hash over what each address came to and the record that holds its body.

        It is the same after a crawl in which everything was as it had been. That a page is gone counts until
        it was found so twice, when it is taken for gone.
        """
        told = sha256()
        for row in self._db.execute(_HELD):
            told.update(json.dumps(tuple(row)).encode())
        return told.hexdigest()
