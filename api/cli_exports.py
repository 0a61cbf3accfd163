"""`entrelacs export`: the graph, a neighbourhood or what answers a filter, in a file that other programs open."""

from pathlib import Path
from typing import Any

import click

from api.answers.network import LIMIT_MAX
from api.cli_context import Context, say, whole_file, writing
from api.exports import FORMATS, Part, export_parquet, write_export
from api.exports.asked import Walk, part_of
from graph.asking import Asked, read_text


@click.command()
@click.option("--format", "kind", type=click.Choice(sorted(FORMATS)), required=True)
@click.option("--subgraph", "centre", metavar="ID", help="N’exporter que le voisinage de cette fiche.")
@click.option("--depth", type=click.IntRange(1, 3), help="Avec --subgraph : nombre de pas (1).")
@click.option("--limit", type=click.IntRange(1, LIMIT_MAX), help="Avec --subgraph : fiches au plus (500).")
@click.option("--filter", "text", default="", metavar="FILTRE", help="N’exporter que les relations qui y répondent.")
@click.option("--seats/--no-seats", default=True, help="Avec --filter : situer aussi par un siège, ou non.")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def export(context: Context, /, file: Path, kind: str, text: str, seats: bool, **walk: Any) -> None:
    """Le graphe, ou une partie, dans un fichier ; à moitié écrit, il ne prend pas la place d’un autre.

    En parquet, FICHIER est un dossier : un dossier y est fait pour chaque révision du graphe. Les formats sont décrits
    dans docs/exports.md, le filtre dans docs/relations.md.
    """
    part = part_of(Walk(**walk), Asked(read_text(text), seats))
    if kind == "parquet":
        return _folder(context, file, part)
    if file.is_dir():
        raise click.BadParameter(f"{file} est un dossier ; attendu un nom de fichier")
    with context.view() as view, whole_file(file) as stream:
        written = write_export(view, kind, stream, part)
    said = written.about
    for warning in filter(None, (said.notice, written.warning)):
        say(f"Attention : {warning}.")
    return say(f"{file} écrit : {said.selection}, {said.nodes} fiches, {said.links} relations.")


def _folder(context: Context, folder: Path, part: Part) -> None:
    with context.view() as view, writing(folder):
        made = export_parquet(view, folder, part)
    say(f"{made} écrit.")
