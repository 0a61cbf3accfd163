"""`entrelacs relations`: the relations that answer a filter, shown or written to a file."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

import click

from api.answers.export import notice
from api.answers.relation_exports import RELATION_FORMATS, write_relations
from api.answers.relations import CAVEAT, LIMIT_DEFAULT, LIMIT_MAX, relations_document
from api.cli_context import Context, say, show, whole_file
from api.document import json_bytes
from graph.asking import Asked, read_text
from graph.errors import InvalidInput


@click.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--filter", "text", default="", metavar="FILTRE", help="Filtre, en JSON ou comme dans une adresse.")
@click.option("--format", "kind", type=click.Choice(["json", *RELATION_FORMATS]), default="json", show_default=True)
@click.option("--seats/--no-seats", default=True, help="Situer aussi par un siège, faute de mieux, ou non.")
@click.option("--limit", type=click.IntRange(1, LIMIT_MAX), help=f"En json : lignes d’une page ({LIMIT_DEFAULT}).")
@click.option("--cursor", help="En json : la suite, rendue par « cursor ».")
@click.pass_obj
def relations(
    context: Context, file: Path | None, text: str, kind: str, seats: bool, limit: int | None, cursor: str | None
) -> None:
    """Les relations qui répondent à un filtre : une page en json, toutes en csv, graphml ou parquet.

    Sans FICHIER, sur la sortie standard. Le filtre est décrit dans docs/relations.md : par exemple
    « type=PARTICIPATES_IN&role=financeur », ou « {"not": {"source": "demonstration"}} ».
    """
    asked = Asked(read_text(text), seats)
    if kind == "json":
        return _page(context, file, asked, limit or LIMIT_DEFAULT, cursor)
    if limit or cursor:
        raise InvalidInput("--limit et --cursor ne valent qu’en json : les autres formats donnent tout ce qui répond.")
    if file is None:
        if kind == "parquet":
            raise InvalidInput("Le parquet ne se lit pas à l’écran : donnez le nom du fichier à écrire.")
        return _all(context, asked, kind, sys.stdout.buffer)
    with whole_file(file) as stream:
        _all(context, asked, kind, stream)
    return say(f"{file} écrit.")


def _page(context: Context, file: Path | None, asked: Asked, limit: int, cursor: str | None) -> None:
    with context.view() as view:
        found = relations_document(view, asked, limit=limit, cursor=cursor)
    if file is None:
        return show(found)
    with whole_file(file) as stream:
        stream.write(json_bytes(found))
    return say(f"{file} écrit.")


def _all(context: Context, asked: Asked, kind: str, stream: BinaryIO) -> None:
    with context.view() as view:
        try:
            write_relations(view, asked, kind, stream)
            stream.flush()
        except BrokenPipeError:  # « | head »: who reads has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        say(" ".join(filter(None, [f"Attention : {told}." if (told := notice(view)) else "", CAVEAT])))
