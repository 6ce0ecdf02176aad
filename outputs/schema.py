"""The tables: the one source of truth for every name, type and meaning.

The Parquet files, the data dictionary, the data package metadata and the checks are all made from ``TABLES``.
"""

from __future__ import annotations

import pyarrow as pa

from outputs.columns import Column, code, column, figure, moment, text, truth, whole, words

SCHEMA_VERSION = "1.1.0"
"""Major: a column was renamed, dropped or changed its type. Minor: one was added. Patch: documentation."""

OUTCOMES = (
    "walk",
    "index",
    "other",
    "duplicate",
    "not_modified",
    "gone",
    "refused_by_robots",
    "redirected",
    "refused_address",
    "skipped",
    "failed",
)
"""Every word that may stand in ``pages.outcome``."""

POINTS = "points"


def _walk_id(meaning: str = "The walk that the row belongs to", *, null: bool = False) -> Column:
    return code("walk_id", meaning, "walks.walk_id", null=null)


def _archive(null_meaning: str) -> tuple[Column, Column]:
    return (
        code(
            "archive_file",
            f"The file that keeps the answer, as a relative path; {null_meaning}",
            observed=True,
        ),
        whole("archive_offset", "Where its record starts in that file", unit="bytes", observed=True),
    )


WALKS = (
    code("walk_id", "The walk's lasting name, `<site>:<key>`; never used again for another walk", null=False),
    code("site", "The site that describes the walk", null=False),
    code("url", "The site's own address of the page that the record was read from", "the address"),
    words(
        "aliases",
        "Other addresses of the walk, and ids it was once published under",
        "redirects, rel=canonical, pages of the same walk",
        plain=False,
    ),
    text("title", "The walk's name", "the title line", null=False),
    text("country", "The country in English, as the site names it", "the address, breadcrumb, captions"),
    code(
        "country_code",
        "ISO 3166-1 alpha-2; a part of a state gives its state's; null where several fit",
        "country",
    ),
    words("country_codes", "ISO 3166-1 alpha-2 of every country named", "country", plain=False),
    truth("top_100", "Whether the site counts the walk among its hundred best", "`(Top 100)`", null=False),
    figure("rating_total", "The site's total", POINTS, "`Total rating`"),
    figure("rating_beauty", "Points for beauty, of 40", POINTS, "`Beauty`"),
    figure("rating_natural_interest", "Points for nature, of 20", POINTS, "`Natural interest`"),
    figure("rating_human_interest", "Points for human interest", POINTS, "`Human interest`"),
    figure("rating_charisma", "Points for charisma", POINTS, "`Charisma`"),
    figure("rating_negative_points", "Points lost, as a positive number", POINTS, "`Negative points`"),
    text("rating_note", "What the site says about the rating", "`Note:`"),
    truth("rating_adds_up", "Whether parts less points lost make the total; null when one is missing"),
    figure("length_km_min", "Shortest length given", "km", "`Length:`"),
    figure("length_km_max", "Longest length given", "km", "`Length:`"),
    figure("duration_hours_min", "Shortest duration given in hours", "h", "the duration line"),
    figure("duration_hours_max", "Longest duration given in hours", "h", "the duration line"),
    figure("duration_days_min", "Shortest duration given in days", "d", "the duration line"),
    figure("duration_days_max", "Longest duration given in days", "d", "the duration line"),
    figure("max_altitude_m", "The highest point above the sea", "m", "`Maximum Altitude:`"),
    text("difficulty", "The site's word for how hard it is", "`Level of Difficulty:`"),
    text("length_text", "The length as printed", "`Length:`"),
    text("duration_text", "The duration as printed", "the duration line"),
    text("max_altitude_text", "The altitude as printed", "`Maximum Altitude:`"),
    words("key_information", "The points of the key information, in order", "`Key information:`"),
    text("narrative", "The description; paragraphs are parted by a blank line", "the walk's text"),
    text("author", "Who wrote the description, where the page says so", "prize pieces, bylines"),
    truth("members_only", "Whether the page keeps a section for members", "the members' box", null=False),
    text("copyright_notice", "The site's copyright line as printed", "`All material on this website is ©`"),
    text("copyright_holder", "Who holds the copyright of the site's text", "copyright_notice"),
    moment("fetched_at", "When the page was fetched; null for a bare file", observed=True),
    moment("first_seen", "When the walk was first met; null while only bare files told of it"),
    moment("last_seen", "When it was last met, unchanged answers included; null as above", observed=True),
    moment("last_changed", "When its words were first seen as they now are; null as above"),
    code("content_sha256", "Hash of the walk's own words as decoded, before any repair", null=False),
    code("schema_version", "Version of this schema that the row was written with", null=False),
    code("rules_version", "Version of the rules that the row was read by", null=False),
    words("warnings", "What a reader of the row should know", "every stage"),
)

PHOTOS = (
    _walk_id(),
    whole("position", "Place of the photo on the page", source="the order of the page", null=False),
    text("caption", "What it shows", "the caption, without its credit"),
    text("credit", "The holder's name alone", "the words after `©`"),
    text("credit_text", "The whole line as printed", "the caption"),
    whole("credit_year", "The year of the credit", unit="year", source="the words after `©`"),
    text("platform", "Where the photo comes from: Flickr, Wikimedia…", "the words after `©`, the file name"),
    code("url", "Address of the image", "the image's `src`"),
)

CREDITS = (
    _walk_id(),
    code("role", "photo, text, partner, sponsor, reader or site", null=False),
    text("name", "The person or firm", "the line of the credit"),
    text("text", "The words of the credit", "the line of the credit", null=False),
    whole("year_first", "First year of the credit", unit="year", source="`2008 - 2015`"),
    whole("year_last", "Last year of the credit", unit="year", source="`2008 - 2015`"),
)

REPAIRS = (
    _walk_id(),
    code("field", "The repaired field: `title`, `key_information[0]`, `photos[2].caption`…", null=False),
    whole("start", "Where the mended text starts in the published field", unit="characters", null=False),
    whole("end", "Where it ends: `text[start:end] == after`", unit="characters", null=False),
    code("before", "What stood there as decoded", null=False),
    code("after", "What stands there now", null=False),
    code("kind", "What was mended: apostrophe, dash, mojibake…", null=False),
    column("confidence", pa.float64(), "How probable it is that this is right", unit="0 to 1", null=False),
    code("rule", "The rule that mended it", null=False),
    code("context", "The words around it", null=False),
)

STATISTICS = (
    _walk_id(),
    code("name", "What is measured: length, duration, altitude, rating_beauty…", null=False),
    text("text", "The figure as printed", "the block named in `source`", null=False),
    column("min", pa.float64(), "The smallest value given", unit="as `unit` says"),
    column("max", pa.float64(), "The largest value given", unit="as `unit` says"),
    code("unit", "km, hours, days, nights, m or points", null=False),
    truth("approximate", "Whether the page says `around`, `about`…", null=False),
    code("source", "The block it stands in: statistics, rating, key_information or narrative", null=False),
)

LINKS = (
    _walk_id(),
    text("text", "The words of the link", "the anchor", null=False),
    code("url", "Where it leads", "the anchor's `href`", null=False),
    code("kind", "walk, country, image, site or outside", null=False),
)

CHECKS = (
    _walk_id(),
    code("check", "What was looked at; each name's meaning stands below the tables", null=False),
    truth("passed", "The result; null where it could not be decided"),
    code("detail", "What was found", null=False),
)

EVIDENCE = (
    _walk_id(),
    code("field", "The field whose value was read here", null=False),
    code("url", "The site's own address of the page"),
    *_archive("null where the answer was not kept"),
    whole("line", "Number of the line in the page's flow; -1 where it is not from the flow", null=False),
    whole("start", "Where the words start in that line, as decoded", unit="characters", null=False),
    whole("end", "Where they end", unit="characters", null=False),
    code("as_decoded", "The words themselves, as decoded", null=False),
    words("steps", "What was done to them, in order", plain=False),
)

CHANGES = (
    _walk_id("The walk that changed"),
    code(
        "kind",
        "added, removed, changed or moved (`old` is an id that was this walk's too; where nothing stands "
        "under this walk_id yet, its record goes on under it)",
        null=False,
    ),
    code("field", "Column of walks, or a table (photos, links…); null for a whole record"),
    code("old", "The value before, as JSON; the whole record when it was removed"),
    code("new", "The value now, as JSON; the whole record when it was added"),
    code(
        "cause",
        "source (the page), repair (only mended text) or rules (the reading); a field that both changed has "
        "a row for each, ours first",
        null=False,
    ),
)

REJECTS = (
    code("url", "The address of the page that held the value"),
    code("table", "The table and column that it was meant for", null=False),
    code("reason", "Why it cannot be stored", null=False),
    code("value", "The value as JSON in ASCII; a long one is cut, and the reason says so", null=False),
)

PAGES = (
    code("url", "The address that was asked; null for a bare file"),
    code("final_url", "Where it led: the redirect's target or `rel=canonical`"),
    moment("fetched_at", "When the answer came; null for a bare file", observed=True),
    whole("status", "The HTTP status; 200 for a bare file, null where no answer came"),
    code("media_type", "The type that the server declared"),
    code("charset", "The encoding that the body was read in"),
    whole("bytes", "Size of the body", unit="bytes"),
    code("sha256", "Hash of the body"),
    *_archive("null where none is kept"),
    code("outcome", "What came of it: " + ", ".join(OUTCOMES), null=False),
    code("reason", "Why, where it is not a walk"),
    _walk_id("The walk that it tells of, if any", null=True),
    code("reader", "What read the body: lexbor, bs4, plain or dump; null where nothing did"),
    words("rescues", "What had to be closed before the body could be read (title, script…)", plain=False),
    figure("leftover_share", "Characters of the content that no field claims", "share of 1"),
    code(
        "skeleton",
        "Hash of the sequence of blocks and labels on the page; pages of one template share it",
        "the flow of the page",
    ),
)


def _table(description: str, *fields: Column) -> pa.Schema:
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION, "description": description})


TABLES: dict[str, pa.Schema] = {
    "walks": _table("One row a walk: its latest good record", *WALKS),
    "photos": _table("The photographs of a walk, in the page's order", *PHOTOS),
    "credits": _table("Who had a part in a page", *CREDITS),
    "repairs": _table("Every repair of a published text; putting `before` back undoes it", *REPAIRS),
    "statistics": _table("Every figure found, one row each", *STATISTICS),
    "links": _table("The links of the walk's own text", *LINKS),
    "checks": _table("What was looked at, and what was suspected but left alone", *CHECKS),
    "evidence": _table("Where each value was read", *EVIDENCE),
    "changes": _table("What changed since the snapshot before", *CHANGES),
    "rejects": _table("Values that cannot be stored, with the reason", *REJECTS),
    "pages": _table("One row an address met, with what came of it", *PAGES),
}

PARTS: tuple[str, ...] = ("photos", "credits", "repairs", "statistics", "links", "checks", "evidence")
"""The tables whose rows belong to one walk and come with its record."""


def description(table: str) -> str:
    """What one row of a table is."""
    return (TABLES[table].metadata or {})[b"description"].decode()
