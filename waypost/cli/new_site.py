"""``waypost new-site``: everything that a further site needs, drafted from a few of its pages."""

from __future__ import annotations

from pathlib import Path

import click

from waypost.cli.common import common, setting, settings

INTO = click.option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The checkout to write into.  [default: the one that waypost is installed from]",
)
MIRROR = setting("--base-url", metavar="URL", help="Ask this mirror; nothing is asked of the site itself.")


@click.command("new-site")
@click.argument("name")
@click.argument("places", nargs=-1, required=True, metavar="URL|FILE...")
@click.option(
    "--language", default="english", show_default=True, metavar="NAME", help="What it is written in."
)
@MIRROR
@INTO
@common
def new_site(name: str, places: tuple[str, ...], language: str, into: Path | None) -> None:
    """Begin a further site: its spider, its vocabulary and a fixture for each page given.

    URL|FILE is a page that describes a walk; three or four tell more than one. Addresses are asked as in a
    crawl: robots.txt, delays, a contact. The vocabulary is complete and to be filled in: what looks like a
    heading or a label on the pages stands in it as a comment. Nothing is ever overwritten.
    """
    from normalize.vocabulary import languages
    from waypost.scaffold.home import Home
    from waypost.scaffold.pages import take
    from waypost.scaffold.site import check_home, check_name, draft
    from waypost.scaffold.tree import Tree, create
    from waypost.verdict import Stop

    tree = Tree.found(into)
    check_name(name, tree)
    if language not in languages():
        raise Stop(f"no language is called {language!r}; there are: {', '.join(languages())}")
    pages = take(places, settings().crawl_settings(name))
    addressed = next((page.url for page in pages if page.url), None)
    if addressed is None:
        raise Stop("no page says its address; give one by its URL, or one with rel=canonical")
    home = Home.of(addressed)
    check_home(home)
    files = draft(name, home, pages, language, tree)
    create(files)
    for path in files:
        click.echo(tree.shown(path))
    words, mirror = tree.shown(tree.vocabulary(name)), home.mirror()
    click.echo(f"Next: sort the words found in {words} into its lists, then save each page again with")
    click.echo(f"  waypost save-fixture --force tests/fixtures/{name}/*/page.html")
    click.echo(f"and crawl: waypost run {name}{f' --base-url {mirror}' if mirror else ''}")
