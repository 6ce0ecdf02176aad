"""The markup dialects that are ours: each says in a few lines how it writes a walk's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator import frames
from tests.generator.dialect import Dialect
from tests.generator.frames import NEIGHBOUR
from tests.generator.sections import OLDEST

if TYPE_CHECKING:
    from tests.generator.told import Told

DIALECTS: dict[str, Dialect] = {
    "current": Dialect(frames.current),
    "second": Dialect(
        frames.laid_in_tables,
        heading="<h2><b>{}</b></h2>",
        pair="<li><b>{label}</b> {}</li>",
        neighbours=NEIGHBOUR,
    ),
    "oldest": Dialect(
        frames.laid_in_tables,
        title="<font size=5>{}</font><br>",
        heading="<table><tr><td><b>{}</b></td></tr></table>",
        photo="<tr><td>{image}<br>{}</td></tr>",
        point="<tr><td>{}</td></tr>",
        pair="<tr><td>{label}</td><td>{}</td></tr>",
        bare="<tr><td></td><td>{}</td></tr>",
        mark="<tr><td colspan=2><i>{}</i></td></tr>",
        group='<table border="0">{}</table>',
        order=OLDEST,
        oldest=True,
    ),
    "nested lists": Dialect(
        frames.current,
        photo="<li>{image}{}",
        point="<li>{}<ul>",
        pair="<ul><li>{label} {}",
        bare="<ul><li>{}",
    ),
    "definitions": Dialect(
        frames.bare,
        heading="<h3>{}</h3>",
        photo="<dd>{image}{}</dd>",
        point="<dd>{}</dd>",
        pair="<dt>{label}:</dt><dd>{}</dd>",
        bare="<dt></dt><dd>{}</dd>",
        mark="<dd>{}</dd>",
        group="<dl>{}</dl>",
        neighbours="<li>{title}: Walkopedia rating {rating}, Beauty {beauty}</li>",
    ),
    "divs": Dialect(
        frames.sided,
        title='<div class="a"><span>{}</span></div>',
        heading='<div class="b"><span>{}</span></div>',
        photo='<div class="c"><div>{image}</div><div>{}</div></div>',
        point='<div class="d"><div><span>{}</span></div></div>',
        pair='<div class="e"><div>{label}</div><div>{}</div></div>',
        bare='<div class="e"><div></div><div>{}</div></div>',
        mark="<div>{}</div>",
        place="<div>{}</div>",
        subheading='<div class="f"><b>{}</b></div>',
        text='<div class="g">{}</div>',
        aside="<div>{}</div>",
        group="<div>{}</div>",
        lone_photo="<div>{image}<div>{}</div></div>",
        between="",
    ),
    "cells": Dialect(
        frames.laid_in_tables,
        photo="<tr><td>{image}</td><td>{}</td></tr>",
        point="<tr><td>•</td><td>{}</td></tr>",
        pair="<tr><th align=left>{label}:</th><td>{}</td></tr>",
        bare="<tr><th>&nbsp;</th><td>{}</td></tr>",
        mark="<tr><td>{}</td></tr>",
        group="<table>{}</table>",
    ),
    "tag soup": Dialect(
        frames.soup,
        title="<CENTER><FONT SIZE=5><B>{}</B></FONT></CENTER>",
        heading="<P><FONT SIZE=4 COLOR=green><B>{}</B><BR>",
        photo="{image}{}<BR>",
        point="<LI>{}",
        pair="<FONT SIZE=2><B>{label}:</B>&nbsp;{}<BR>",
        bare="<FONT SIZE=2>{}<BR>",
        mark="<I>{}</I><BR>",
        place="<CENTER>{}</CENTER>",
        subheading="<P><B>{}</B>",
        text="<P><FONT SIZE=2>{}",
        aside="<P><FONT SIZE=1>{}",
        group="<P>{}",
        lone_photo="<P>{image}{}",
    ),
    "broken words": Dialect(
        frames.current,
        pair="<li>{label} <span>{}</span></li>",
        text="<p><span>{}</span></p>",
        break_labels=True,
    ),
    "redesign": Dialect(
        frames.redesign,
        title="<header><h1>{}</h1></header>",
        heading='<h2 class="section-title">{}</h2>',
        photo="<figure>{image}<figcaption>{}</figcaption></figure>",
        pair='<div class="stat"><span class="label">{label}</span><span class="value">{}</span></div>',
        bare='<div class="stat"><span class="label">{label}</span><span class="value">{}</span></div>',
        duration="Duration",
        mark="<small>{}</small>",
        place='<p class="location">{}</p>',
        point='<div role="listitem"><p>{}</p></div>',
        group='<div class="grid">{}</div>',
        lone_photo="<figure>{image}<figcaption>{}</figcaption></figure>",
        section="<section>{}</section>",
        between="",
    ),
    "letter": Dialect(
        frames.letter,
        title="<table><tr>{}</tr></table>",
        photo="<tr><td>{image}</td></tr><tr><td>{}</td></tr>",
        point="<tr><td>- {}</td></tr>",
        pair="<tr><td><span>{label}</span> <span>{}</span></td></tr>",
        bare="<tr><td>{}</td></tr>",
        mark="<tr><td>{}</td></tr>",
        group='<table role="presentation"><tbody>{}</tbody></table>',
        text="<table><tr><td><p>{}</p></td></tr></table>",
        subheading="<table><tr><b>{}</b></tr></table>",
    ),
    "strict": Dialect(
        frames.xhtml,
        pair="<li><strong>{label}</strong><span>{}</span></li>",
        section='<div class="block">{}</div>',
    ),
    "minified": Dialect(
        frames.bare,
        pair="<li>{label}<b>{}</b>",
        bare="<li>{}",
        point="<li>{}",
        photo="<li>{image}{}",
        text="<p>{}",
        between="",
    ),
    "exported": Dialect(
        frames.exported,
        title="<h1><span lang=EN-GB>{}<o:p></o:p></span></h1>",
        heading="<p class=MsoNormal><b><span style='font-size:14.0pt'>{}<o:p></o:p></span></b></p>",
        photo="<p class=MsoNormal>{image}{}<o:p></o:p></p>",
        point="<p class=MsoListParagraph style='text-indent:-18.0pt'><![if !supportLists]><span>·<span "
        "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>{}<o:p></o:p></p>",
        pair="<p class=MsoNormal>{label}:<span style='mso-spacerun:yes'>  </span>{}<o:p></o:p></p>",
        bare="<p class=MsoNormal>{}<o:p></o:p></p>",
        mark="<p class=MsoNormal>{}<o:p></o:p></p>",
        subheading="<p class=MsoNormal><b>{}<o:p></o:p></b></p>",
        text="<p class=MsoNormal><span lang=EN-GB>{}<o:p></o:p></span></p>",
        aside="<p class=MsoNormal>{}<o:p></o:p></p>",
        group="{}",
    ),
    "breaks": Dialect(
        frames.bare,
        title="<b>{}</b><br><br>",
        heading="<br><b>{}</b><br>",
        photo="{image}{}<br>",
        point="- {}<br>",
        pair="{label}: {}<br>",
        bare="{}<br>",
        mark="{}<br>",
        place="{}<br>",
        subheading="<br><b>{}</b><br><br>",
        text="{}<br><br>",
        aside="{}<br><br>",
        group="{}<br>",
        lone_photo="{image}{}<br><br>",
    ),
}


def write(told: Told, dialect: str) -> str:
    """The page of a walk in one of our dialects, its charset still open."""
    return DIALECTS[dialect].write(told)
