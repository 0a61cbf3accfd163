"""`entrelacs space`: whether the gaps of neighbouring départements lean together."""

from typing import Any

import click

from api.answers.space import SEED, space_document
from api.cli_context import JSON, Context, say, show
from api.cli_gaps import question
from api.cli_options import COUNTED, SINCE, STATUS, UNTIL, taking
from graph.model.counts import Counting
from graph.model.levels import Level


@click.command()
@taking((STATUS, COUNTED, SINCE, UNTIL))
@click.option("--seats/--no-seats", default=True, help="Compter au siège faute de lieu d’action, ou non.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=SEED, show_default=True, help="Graine des tirages.")
@JSON
@click.pass_obj
def space(context: Context, /, seed: int, as_json: bool, counted: str, **options: Any) -> None:
    """Les écarts des départements voisins se groupent-ils ? (extra « spatial »)"""
    asked = question(Level.DEPARTEMENT.value, counted, Counting.FULL.value, **options)
    with context.view() as view:
        found: Any = space_document(view, asked, seed)
    if as_json:
        return show(found)
    click.echo(found["answer"])
    for row in found["local"]:
        click.echo(f"{row['territory']['id']}\t{row['pattern']}\t{row['corrected_p']}")
    say(found["caveat"])
    return None
