"""What each dialect puts round a walk: the head, menus, layout tables, neighbours, footers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator import furniture as f

if TYPE_CHECKING:
    from tests.generator.told import Told

WIDTH, XHTML_WIDTH = ' width="120">', ' alt="" width="120" />'
NEIGHBOUR = (
    '<li><a href="/best-world-walks">{title}</a><br>Walkopedia rating {rating}<br>Beauty {beauty}</li>'
)


def current(told: Told, body: str) -> str:
    """The site's third generation, as far as anybody knows: lists, and little else."""
    side = f.neighbours(told, "<h3>You may also like</h3>", NEIGHBOUR, "<ul>{}</ul>")
    return (
        f"<!DOCTYPE html><html>{f.head(told, f.SCRIPT)}<body>{f.NOSCRIPT}{f.menu()}"
        f"<p>{f.crumbs(told)}</p>\n{body}\n{side}{f.COMMENT}<p>{f.links()}</p></body></html>"
    )


def laid_in_tables(told: Told, body: str) -> str:
    """A table for the layout: the menu in the left cell, the walk in the right one."""
    return (
        f'<HTML>{f.head(told)}<BODY bgcolor="#ffffff"><TABLE width="760" border="0"><TR><TD colspan="2">'
        f'<A href="/"><IMG src="/assets/logo.gif" alt="Walkopedia"></A></TD></TR>'
        f'<TR><TD width="140" valign="top">{f.links("<br>")}</TD><TD valign="top">{f.crumbs(told)}<BR>'
        f"{body}</TD></TR></TABLE>{f.SCRIPT}</BODY></HTML>"
    )


def bare(told: Told, body: str) -> str:
    return f"<html>{f.head(told)}<body><p>{f.crumbs(told, ' » ')}</p>{body}</body></html>"


def sided(told: Told, body: str) -> str:
    """A column of other walks and their ratings, before the walk itself."""
    side = f.neighbours(
        told,
        "<div>Our favourite walks</div>",
        "<div><a href='/best-world-walks'>{title}</a></div><div>Walkopedia rating</div><div>{rating}</div>",
        "<div class='side'>{}</div>",
    )
    return f"<html>{f.head(told)}<body>{f.menu()}{side}<div>{f.crumbs(told)}</div>{body}</body></html>"


def preformatted(told: Told, body: str) -> str:
    """A text file with a few tags in it."""
    return f"<html>{f.head(told)}<body><p>{f.crumbs(told)}</p><pre>\n{body}\n</pre></body></html>"


def soup(told: Told, body: str) -> str:
    """Nothing is closed, not even the page."""
    return (
        f"<HTML>{f.head(told)}<BODY><CENTER>{f.links()}</CENTER><HR>{f.crumbs(told)}<BR>\n{body}\n{f.COMMENT}"
    )


def redesign(told: Told, body: str) -> str:
    """What a design of next year may look like."""
    side = f.neighbours(
        told,
        "<h2>More great walks</h2>",
        '<article class="card"><h3><a href="/best-world-walks">{title}</a></h3>'
        '<div class="badge"><span>Walkopedia rating</span><b>{rating}</b></div>'
        '<div class="badge"><span>Beauty</span><b>{beauty}</b></div></article>',
        '<aside aria-label="More">{}</aside>',
    )
    crumb = f'<nav aria-label="Breadcrumb">{f.crumbs(told, "<span aria-hidden=true> › </span>")}</nav>'
    return (
        f'<!DOCTYPE html><html lang="en">{f.head(told, f.SCRIPT, "<style>.x{display:flex}</style>")}<body>'
        f'<div role="dialog"><p>We use cookies to make this site better.</p><button>Accept all</button></div>'
        f"<header><nav>{f.menu()}</nav></header>{f.HIDDEN}{crumb if told.place == 'crumbs' else ''}"
        f"<main><article>{body}</article></main>{side}"
        f"<footer><p>{f.links(' · ')}</p></footer></body></html>"
    )


def xhtml(told: Told, body: str) -> str:
    """Every tag closed, every script in a CDATA section."""
    script = '<script type="text/javascript">//<![CDATA[\nvar r = "<p>Beauty 99</p>";\n//]]></script>'
    head = f.head(told, script).replace('"><title', '" /><title')
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml">'
        f'{head}<body><div id="nav">{f.menu()}</div><div>{f.crumbs(told)}</div>'
        f"{body.replace(WIDTH, XHTML_WIDTH)}</body></html>"
    )


def letter(told: Told, body: str) -> str:
    """A layout table whose rows were forgotten: parsers move what stands in it before it."""
    return (
        f"<html>{f.head(told)}<body><table width=600 align=center><tr><td>{f.links()}</td></tr>"
        f"<tr><td>{f.crumbs(told)}</td></tr></table>{body}</body></html>"
    )


def exported(told: Told, body: str) -> str:
    """A word processor's export."""
    office = (
        'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"'
    )
    settings = (
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    )
    return (
        f"<html {office}>{f.head(told, settings)}<body lang=EN-GB><div class=Section1>"
        f"<p class=MsoNormal>{f.crumbs(told)}<o:p>&nbsp;</o:p></p>{body}</div></body></html>"
    )
