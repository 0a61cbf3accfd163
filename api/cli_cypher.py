"""`entrelacs cypher`: a reading in Cypher of a graph kept by Neo4j, for who holds the token."""

import json

import click

from api.answers.cypher import ROWS_DEFAULT, check_enabled, cypher_document
from api.cli_context import JSON, Context, say, show
from graph.errors import InvalidInput


@click.command()
@click.argument("query")
@click.option("--limit", type=int, default=ROWS_DEFAULT, show_default=True, help="Lignes au plus (10 000).")
@JSON
@click.pass_obj
def cypher(context: Context, query: str, limit: int, as_json: bool) -> None:
    """Lire un graphe tenu par Neo4j en Cypher ; fermé sans ENTRELACS_CYPHER_TOKEN.

    Rien n’est écrit ; lignes, temps et opérations sont bornés.
    """
    settings = context.settings()
    check_enabled(settings)
    if settings.store.startswith("sqlite"):
        raise InvalidInput("Cypher ne s’adresse qu’à un graphe tenu par Neo4j : celui-ci est un fichier SQLite.")
    with context.view() as view:
        found = cypher_document(settings, view.revision(), query, limit)
    if as_json:
        return show(found)
    click.echo("\t".join(found["columns"]))
    for row in found["rows"]:
        click.echo("\t".join(_cell(value) for value in row))
    return say("D’autres lignes existent (--limit).") if found["truncated"] else None


def _cell(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
