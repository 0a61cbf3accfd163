"""Commands on the shape of the network: pistes."""

from typing import Any

import click

from api import answers
from api.answers.suggestions import LIMIT_DEFAULT, LIMIT_MAX
from api.cli_asking import COUNTED, JSON
from api.cli_context import Context, say, show
from graph.model.counts import Counted


@click.command()
@click.argument("identifier")
@click.option("--limit", type=click.IntRange(1, LIMIT_MAX), default=LIMIT_DEFAULT, show_default=True)
@COUNTED
@JSON
@click.pass_obj
def suggest(context: Context, identifier: str, limit: int, counted: str, as_json: bool) -> None:
    """Les pistes d’un acteur : des partenaires à regarder, chacun avec ce qu’ils ont en commun."""
    with context.view() as view:
        found: Any = answers.suggestions_document(view, identifier, limit, Counted(counted))
    if as_json:
        return show(found)
    for row in found["rows"]:
        click.echo(f"{row['id']}\t{row['label']}\t{row['explanation']}")
    say(found["caution"] if found["rows"] else found["reason"])
    return None


structure = (suggest,)
