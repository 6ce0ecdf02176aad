"""What each HTML tag means for the flow: where a line ends, what is not shown, what may stay open."""

from __future__ import annotations

from normalize.flow.line import Kind

VOID = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input"}
    | {"keygen", "link", "meta", "param", "source", "track", "wbr"}
)
"""Tags that never have content, and so never stay open."""

RAW = frozenset(["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"])
"""Tags whose content is text up to their own end tag, whatever it looks like."""

UNSHOWN = frozenset(
    {"script", "style", "template", "noscript", "noembed", "noframes", "iframe", "textarea", "select"}
    | {"datalist", "audio", "video", "canvas", "rp"}
)
"""Tags whose content no reader of the page sees, or sees only as the value of a form control."""

PREFORMATTED = frozenset(["pre", "listing", "xmp", "plaintext"])
"""Tags in which a line break of the source is a line break of the page."""

KINDS = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], Kind.HEADING),
    **dict.fromkeys(["li", "dt", "dd"], Kind.ITEM),
    **dict.fromkeys(["td", "th"], Kind.CELL),
}
"""Tags that say what the lines in them are."""

BLOCKS = (
    PREFORMATTED
    | KINDS.keys()
    | frozenset(["address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup"])
    | frozenset(["details", "dialog", "dir", "div", "dl", "fieldset", "figcaption", "figure", "footer"])
    | frozenset(["form", "frameset", "head", "header", "hgroup", "html", "legend", "main", "marquee", "menu"])
    | frozenset(["multicol", "nav", "ol", "optgroup", "option", "p", "search", "section", "summary"])
    | frozenset(["table", "tbody", "tfoot", "thead", "tr", "ul", "br", "hr"])
)
"""Tags before and after which a line ends."""

FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
"""Tags that a parser opens again in every following block while nobody closes them."""

ROWS = frozenset(["tr", "tbody", "thead", "tfoot", "colgroup"])
CELLS = frozenset(["td", "th", "caption"])
CLOSED_BY_OTHERS = ROWS | CELLS | {"p", "li", "dt", "dd", "option", "optgroup", "html", "head", "body"}
"""Tags that need no end tag: the next of their kind, or the end of what they stand in, ends them."""
