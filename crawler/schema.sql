-- The ledger of a workspace: an index of its archive, and what is known of each address.

create table runs (
    id text primary key,          -- UTC time of its start
    site text not null,
    base_url text,
    started text not null,        -- UTC, ISO 8601
    ended text,
    verdict text                  -- null while it runs, and after a crash
) strict;

create table addresses (
    url text primary key,         -- canonical: the site's own address, never a mirror's
    asked text not null,          -- as it is asked
    kind text not null,           -- walk, index, other, sitemap, robots
    pattern text not null,        -- what it has in common with others of its make
    via text not null,            -- start, sitemap, link, redirect, archive
    depth integer not null,       -- links from a start
    first_found text not null,
    state text not null,          -- asked, skipped, refused_address, refused_by_robots
    rank integer not null,        -- smaller is asked first; set when a run opens (ledger/order.py)
    due integer not null default 0,
    in_sitemap text,              -- the last run that saw it in a sitemap
    linked text,                  -- the last run that saw a link to it
    looks integer not null default 0,
    changes integer not null default 0,
    gone integer not null default 0,  -- looks in a row that said 404 or 410
    outcome text,                 -- of the last look; the six columns below are of that look too
    reason text,
    status integer,
    seen_at text,
    seen_run text,
    archived integer not null default 0
) strict, without rowid;

create index addresses_due on addresses (rank, seen_at, url) where due = 1;

create table answers (
    id integer primary key,
    url text not null,
    asked text not null,
    run text not null,
    fetched_at text not null,     -- the WARC-Date of its record; the time of the failure where there is none
    status integer,
    media_type text,
    bytes integer,                -- of the body as sent
    sha256 text,                  -- of the body as sent
    etag text,
    last_modified text,
    location text,
    archive_file text,            -- null where no complete answer came
    archive_offset integer,
    archive_end integer,
    digest text,                  -- WARC-Payload-Digest
    record_id text,
    whole integer,                -- the answer that holds the body: itself, or what a revisit refers to
    outcome text not null,
    reason text
) strict;

create index answers_url on answers (url, id);
create index answers_file on answers (archive_file, archive_end);
