"""`entrelacs coverage`: what each source covers, where nothing is known, what to collect next."""

from collections import Counter
from typing import Any

import click

from api import answers
from api.cli_context import JSON, Context, say, show
from graph import vocabulary
from graph.model.typography import count, percent

SHOWN = 20


@click.command()
@click.option("--matrix", is_flag=True, help="L’état de chaque source dans chaque département.")
@JSON
@click.pass_obj
def coverage(context: Context, matrix: bool, as_json: bool) -> None:
    """Ce que chaque source couvre, où rien n’est connu, et que collecter ensuite."""
    with context.view() as view:
        declared: Any = answers.coverage_document(view, limit=100_000)
        collected: Any = answers.collection_document(view)
    if as_json:
        return show({**declared, "collection": collected})
    if matrix:
        return _matrix(collected)
    for row in declared["rows"]:
        rate = "" if row["rate"] is None else row["rate"]
        click.echo(f"{row['territory']}\t{row['source']}\t{row['state']}\t{rate}\t{row['basis'] or ''}")
    if not declared["rows"]:
        say("Aucune couverture déclarée : partout, on ne sait pas.")
    _summary(collected)
    return None


def _matrix(collected: Any) -> None:
    click.echo("\t".join(["territoire", "nom", *(source["id"] for source in collected["sources"])]))
    for row in collected["rows"]:
        click.echo("\t".join([row["territory"], row["name"], *(each["state"] for each in row["states"])]))


def _summary(collected: Any) -> None:
    """How many départements are in each state, for each source; then what to collect."""
    words = vocabulary.data_states()
    for rank, source in enumerate(collected["sources"]):
        states = Counter(row["states"][rank]["state"] for row in collected["rows"])
        said = ", ".join(f"{count(n, 'département')} « {words[state].label} »" for state, n in states.most_common())
        say(f"{source['id']} ({source['vintage'] or 'sans millésime'}) : {said}.")
    for each in collected["to_collect"][:SHOWN]:
        would = "permettrait de conclure" if each["resolvable"] else "ne suffirait pas à conclure"
        say(
            f"À collecter : {each['name']} ({', '.join(each['lacking']) or 'source à déclarer'}) — "
            f"{count(round(each['expected']), 'alliance attendue', 'alliances attendues')}, puissance "
            f"{percent(each['power'])} : {would}."
        )
    if (more := len(collected["to_collect"]) - SHOWN) > 0:
        say(f"… et {count(more, 'autre territoire', 'autres territoires')} (--json).")
    if collected["reason"]:
        say(collected["reason"])
