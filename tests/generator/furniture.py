"""What stands round a walk on its page and is none of it: menus, neighbours, scripts, comments, footers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.generator.words import words

if TYPE_CHECKING:
    from tests.generator.told import Told

SCRIPT = """<script type="text/javascript">
var ratings = {"Beauty": 99, "Total rating": 99}; if (1 < 2) { document.write("Beauty 99"); }
</script>"""
COMMENT = "<!-- Beauty 99 Total rating 99 -->"
NOSCRIPT = (
    '<noscript><img src="https://count.example/pixel.gif?Beauty=99" width="1" height="1" alt=""></noscript>'
)
HIDDEN = '<div style="display:none">Beauty 99<br>Total rating 99</div>'
"""What a browser does not show. Not every program knows, so no dump is made of a page that holds it."""

PATHS = (
    "/",
    "/best-world-walks",
    "/top-100-walks.asp",
    "/walks-grading.asp",
    "/magazineone/",
    "/checklist.asp",
)


def links(between: str = " | ") -> str:
    """The menu as links in one line."""
    pairs = zip(PATHS, words()["menu"], strict=False)
    return between.join(f'<a href="{path}">{escape(name)}</a>' for path, name in pairs)


def menu() -> str:
    """The menu as a list."""
    return f"<ul><li>{links('</li><li>')}</li></ul>"


def crumbs(told: Told, mark: str = " &gt; ") -> str:
    """The breadcrumb, where the page has one."""
    if told.place != "crumbs":
        return ""
    country = f'<a href="/best-world-walks/{told.country.replace(" ", "-")}">{told.country}</a>'
    return f'<a href="/">Home</a>{mark}{country}{mark}{escape(told.title)}'


def neighbours(told: Told, heading: str, item: str, outer: str) -> str:
    """Other walks with their ratings: ``item`` and ``outer`` hold the places of what stands in them."""
    inner = "".join(
        item.format(title=escape(n.title), rating=n.rating, beauty=n.beauty) for n in told.neighbours
    )
    return heading + outer.format(inner)


def head(told: Told, *more: str, charset: str = "@charset@") -> str:
    """The ``<head>``; the charset is filled in when the page is encoded."""
    title = f"<title>{escape(told.head_title)} - Walkopedia</title>"
    charset = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    return f"<head>{charset}{title}{''.join(more)}</head>"
