"""Commands on the shape of the network: centralities, what holds it together, pistes."""

from typing import Any

import click

from api import answers
from api.answers.centrality import CentralityQuestion, centrality_document
from api.answers.history import HistoryQuestion, actor_history_document, network_history_document
from api.answers.missing_pairs import territory_suggestions_document
from api.answers.structure import StructureQuestion, structure_document
from api.answers.suggestions import LIMIT_DEFAULT, LIMIT_MAX, is_territory
from api.cli_context import JSON, Context, say, show
from api.cli_options import COUNTED, SINCE, STATUS, UNTIL, measure, taking
from graph.model.counts import Counted

PART = (
    click.option("--territory", help="Ne compter que ce qui agit dans ce territoire."),
    SINCE,
    UNTIL,
    click.option("--theme", help="Ne compter que ce qui traite ce thème (odd:4, theme:…)."),
    COUNTED,
)
"""The part of the network that is measured."""


@click.command()
@measure()
@click.option("--kind", help="Ne montrer que ce profil d’acteur.")
@click.option("--within", is_flag=True, help="Mesurer entre les acteurs de ce profil seulement.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.option("--draws", type=click.IntRange(1, 1000), help="Donner l’intervalle de chaque rang, par tant de tirages.")
@click.option("--pivots", type=click.IntRange(2), help="Estimer depuis tant d’acteurs tirés au sort.")
@click.option("--exact/--estimate-allowed", default=None, help="Refuser une estimation.")
@click.option("--seed", type=click.IntRange(0), default=CentralityQuestion.seed, show_default=True)
@taking(PART)
@JSON
@click.pass_obj
def centrality(context: Context, /, measure: str, as_json: bool, counted: str, **asked: Any) -> None:
    """Qui est au milieu du réseau, selon une mesure, avec ce qu’elle ne dit pas."""
    with context.view() as view:
        found: Any = centrality_document(view, measure, CentralityQuestion(counted=Counted(counted), **asked))
    if as_json:
        return show(found)
    say(f"{found['name']} ({found['technical']}) : {found['description']}")
    for row in found["rows"]:
        interval = "" if row["interval_low"] is None else f"\t[{row['interval_low']}–{row['interval_high']}]"
        click.echo(f"{row['rank_low']}–{row['rank_high']}{interval}\t{row['value']}\t{row['label']}\t{row['id']}")
    say(found["caveat"])
    return None


@click.command()
@click.argument("identifier")
@click.option("--limit", type=click.IntRange(1, LIMIT_MAX), default=LIMIT_DEFAULT, show_default=True)
@COUNTED
@JSON
@click.pass_obj
def suggest(context: Context, identifier: str, limit: int, counted: str, as_json: bool) -> None:
    """Les pistes d’un acteur, chacune avec ce qu’ils ont en commun ; d’un territoire, les profils qui n’y font rien
    ensemble.
    """
    asked = territory_suggestions_document if is_territory(identifier) else answers.suggestions_document
    with context.view() as view:
        found: Any = asked(view, identifier, limit, Counted(counted))
    if as_json:
        return show(found)
    for row in found["rows"]:
        named = "\t".join(row["kinds"]) if "kinds" in row else f"{row['id']}\t{row['label']}"
        click.echo(f"{named}\t{row['explanation']}")
    say(found["caution"] if found["rows"] else found["reason"])
    return None


@click.command(name="structure")
@click.option("--kind", "kinds", multiple=True, help="Ne garder que ces profils d’acteurs.")
@STATUS
@click.option("--limit", type=click.IntRange(1, 500), default=StructureQuestion.limit, show_default=True)
@click.option("--draws", type=click.IntRange(0, 999), help="Réseaux tirés au hasard ; 0 : aucun.")
@click.option("--seed", type=click.IntRange(0), default=StructureQuestion.seed, show_default=True)
@taking(PART)
@JSON
@click.pass_obj
def shape(context: Context, /, as_json: bool, counted: str, kinds: tuple[str, ...], **asked: Any) -> None:
    """Ce qui tient le réseau et ce qui lui manque, à côté de ce que donne le hasard."""
    with context.view() as view:
        found: Any = structure_document(view, StructureQuestion(counted=Counted(counted), kinds=kinds, **asked))
    if as_json:
        return show(found)
    for name, size in found["sizes"].items():
        click.echo(f"taille\t{name}\t{size}")
    for said in found["figures"]:
        click.echo(f"figure\t{said['label']}\t{said['value']}\t{said['mean']}\t{said['percentile']}")
    for name, word in (("cut_actors", "acteur qui tient"), ("cut_events", "alliance qui tient")):
        for row in found[name]["rows"]:
            click.echo(f"{word}\t{row['id']}\t{row['label']}\t{row['grouped']}")
    for row in found["communities"]["rows"]:
        click.echo(f"communauté\t{row['community']}\t{row['label']}")
    for said in (found["communities"]["reason"], found["exchanges"]["reason"], found["coverage"], found["caution"]):
        if said:
            say(said)
    return None


@click.command()
@click.argument("identifier", required=False)
@measure("Pour un acteur.")
@click.option("--named", type=click.IntRange(1, 50), default=HistoryQuestion.named, show_default=True)
@taking(PART)
@JSON
@click.pass_obj
def history(
    context: Context, /, identifier: str | None, measure: str, as_json: bool, counted: str, **asked: Any
) -> None:
    """Le réseau, ou un acteur, année par année, avec les alliances qui ont fait la différence."""
    question = HistoryQuestion(counted=Counted(counted), **asked)
    with context.view() as view:
        found: Any = (
            network_history_document(view, question)
            if identifier is None
            else actor_history_document(view, identifier, measure, question)
        )
    if as_json:
        return show(found)
    for row in found["rows"]:
        click.echo(row["explanation"])
    say(found["caution"])
    return None
