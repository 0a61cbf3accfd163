"""Commands on loads already made: take one back, compare two editions."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click

from api.cli_context import JSON, Context, say, show
from api.cli_resolution import again
from graph.model.typography import count
from loaders.editions import diff as compare
from loaders.undoing import find_run
from loaders.undoing import undo as take_back

SHOWN = 20


@click.command()
@click.argument("runs", nargs=-1, required=True)
@JSON
@click.pass_obj
def undo(context: Context, runs: Sequence[str], as_json: bool) -> None:
    """Annuler des chargements : le graphe devient ce qu’il serait sans eux."""
    with context.writer() as store:
        chosen = [find_run(store, asked).id for asked in runs]
        changes = take_back(store, chosen)
        again(store)
        revision = store.revision()
    if as_json:
        return show({"undone": chosen, "revision": revision, **asdict(changes)})
    say(
        f"{count(len(chosen), 'chargement annulé', 'chargements annulés')} : "
        f"{count(changes.nodes_gone, 'fiche retirée', 'fiches retirées')}, "
        f"{count(changes.nodes_changed, 'allégée')} ; "
        f"{count(changes.relations_gone, 'relation retirée', 'relations retirées')}, "
        f"{count(changes.relations_changed, 'allégée')}."
    )
    return None


@click.command()
@click.argument("first")
@click.argument("second")
@JSON
@click.pass_obj
def diff(context: Context, first: str, second: str, as_json: bool) -> None:
    """Comparer deux éditions d’une source, désignées par leurs chargements."""
    with context.view() as view:
        runs = [find_run(view, asked) for asked in (first, second)]
        found: Any = compare(view, runs[0].id, runs[1].id)
    if as_json:
        return show(found)
    for title, sign in (("only_first", "−"), ("only_second", "+"), ("changed", "~")):
        for row in found[title][:SHOWN]:
            click.echo(f"{sign}\t{row['id']}\t{row['label']}")
        if len(found[title]) > SHOWN:
            click.echo(f"{sign}\t… et {count(len(found[title]) - SHOWN, 'autre')} (--json les donne toutes)")
    named = [f"{run.file} ({run.vintage or 'sans millésime'})" for run in runs]
    say(
        f"{' → '.join(named)} : "
        f"{count(len(found['only_first']), 'retirée')}, {count(len(found['only_second']), 'ajoutée')}, "
        f"{count(len(found['changed']), 'changée')}, {count(found['same'], 'identique')}."
    )
    return None
