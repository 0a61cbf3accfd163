"""`entrelacs fetch` and `entrelacs sources`: bring what a catalogue publishes, and say which sources there are."""

from typing import TYPE_CHECKING, Any

import click

from api import answers
from api.answers.sources import LIVES, covered
from api.cli_context import JSON, Context, fail, say, show
from api.cli_resolution import IDENTITY, sentence, when_changed
from graph.model.typography import count, fine
from loaders.loading import load_files
from loaders.progress import bar

if TYPE_CHECKING:
    from loaders.fetching import Fetched


@click.command()
@click.argument("source")
@click.option("--only-download", is_flag=True, help="Télécharger sans charger ; dit où sont les fichiers.")
@click.option("--vintage", help="Édition des fichiers, si ce n’est pas le jour de leur dernière modification.")
@IDENTITY
@JSON
@click.pass_obj
def fetch(
    context: Context, source: str, only_download: bool, vintage: str | None, identity: bool, as_json: bool
) -> None:
    """Télécharger les fichiers les plus récents d’une source au catalogue de data.gouv.fr, puis les charger."""
    from loaders.fetching import fetch as bring  # an HTTP client: a tenth of the start of every command without it

    found = bring(source, context.settings(), vintage=vintage, say=say)
    for warning in found.warnings:
        say(f"Attention : {warning}")
    if only_download:
        return _only_downloaded(found, as_json)
    with context.writer() as store:
        before = store.revision()
        report = load_files(
            store,
            found.names,
            source=found.source,
            vintage=found.vintage,
            published=found.published,
            progress=bar,
        )
        resolved = when_changed(store, before) if identity else None
    say(report.text())
    if resolved:
        say(sentence(resolved))
    if as_json:
        show({**report.as_json(), "fetched": found.as_json()})
    if report.rejected and not report.kept:
        fail(
            "Aucune ligne n’a pu être gardée : la source a sans doute changé de forme. Voyez « entrelacs inspect ».", 3
        )
    return None


def _only_downloaded(found: "Fetched", as_json: bool) -> None:
    if as_json:
        return show({"fetched": found.as_json()})
    for name in found.names:
        click.echo(name)
    return None


@click.command()
@JSON
def sources(as_json: bool) -> None:
    """Le catalogue des sources : qui les publie, ce qu’elles disent, ce qu’elles ne disent pas, comment les avoir."""
    document: Any = answers.source_catalogue()
    if as_json:
        return show(document)
    for row in document["rows"]:
        click.echo(fine("\n".join(_lines(row))))
    fetched = sum(row["fetchable"] for row in document["rows"])
    say(
        f"{count(document['total'], 'source')}, dont {count(fetched, 'se télécharge', 'se téléchargent')} par "
        "« entrelacs fetch SOURCE ». « Inconnu » : personne ne l’a encore déclaré."
    )
    return None


def _lines(row: Any) -> list[str]:
    return [
        f"{row['id']} — {row['title']}",
        f"  éditeur : {row['publisher']} ; licence : {row['licence']}",
        f"  page : {row['page'] or 'inconnue'} ; millésime : {row['vintage'] or 'inconnu'} ; {LIVES[row['life']]}",
        f"  une ligne : {row['row']}",
        f"  ne dit pas : {row['leaves_out']}",
        f"  couvre : {covered(row)}",
        f"  à charger : {row['obtained']}",
        "",
    ]
