"""`entrelacs gaps`: the table, whole, a part of it or a zone, as lines, CSV or JSON; `profiles`: what never meets."""

import csv
import re
from pathlib import Path
from typing import Any

import click

from api import answers
from api.answers.profiles import profiles_document
from api.answers.zone import counted_words, zone_document
from api.cli_context import JSON, Context, say, show, whole_file, writing
from api.cli_options import COUNTED, SINCE, STATUS, UNTIL, taking
from api.exports.gap_workbook import gap_workbook
from graph.errors import InvalidInput
from graph.model.counts import Counted, Counting
from graph.model.levels import GAP_LEVELS, LOADED_LEVELS, Level
from graph.model.question import BOOTSTRAP_MOST, GapQuestion
from graph.model.zone import words_of
from graph.territories.zones import communes_in, fitting_level, people_in

_OPTIONS = (
    STATUS,
    COUNTED,
    click.option("--seats/--no-seats", default=True, help="Compter au siège faute de lieu d’action, ou non."),
    SINCE,
    UNTIL,
    click.option(
        "--counting", type=click.Choice([each.value for each in Counting]), default=Counting.FULL.value,
        show_default=True, help="Une alliance compte une fois par territoire (full) ou s’y partage (fractional).",
    ),
    click.option("--source", help="Ne compter que cette source, même si elle ne couvre qu’une partie du niveau."),
    click.option("--capacity/--no-capacity", default=True, help="Comparer aussi par les capacités chargées."),
    click.option(
        "--bootstrap", type=click.IntRange(0, BOOTSTRAP_MOST), default=0, show_default=True,
        help="Réajustements du modèle, pour que les intervalles portent toute son incertitude (25 suffisent).",
    ),
    click.option("--within", metavar="ID", help="Ne montrer que les territoires de celui-ci ; tous restent comparés."),
)  # fmt: skip


@click.command()
@click.option(
    "--level",
    type=click.Choice([level.value for level in (*GAP_LEVELS, *LOADED_LEVELS)]),
    help="Niveau comparé ; avec --zone, celui dont les territoires ont sa taille si rien n’est dit.",
)
@click.option("--zone", metavar="LISTE", help="Comparer une zone : codes INSEE (33063,33281), ou un fichier de codes.")
@click.option("--name", help="Nom de la zone.")
@taking(_OPTIONS)
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la table dans ce CSV.")
@click.option("--xlsx", "book", type=click.Path(dir_okay=False, path_type=Path), help="Écrire aussi un classeur.")
@JSON
@click.pass_obj
def gaps(
    context: Context,
    /,
    table: Path | None,
    book: Path | None,
    as_json: bool,
    level: str | None,
    zone: str | None,
    name: str | None,
    **options: Any,
) -> None:
    """Quels territoires ont moins d’alliances qu’attendu, avec quelle certitude."""
    if zone is None and (level is None or name is not None):
        why = "Il manque --level, attendu region, departement, epci ou crte" if level is None else "--name sans --zone"
        raise click.UsageError(why)
    codes = None if zone is None else communes_in(_words(zone))
    asked = question(level or fitting_level(people_in(codes or ())).value, **options)
    with context.view() as view:
        found: Any = (
            answers.gaps_document(view, asked) if codes is None else zone_document(view, asked, " ".join(codes), name)
        )
        sources = answers.sources_document(view)["rows"] if book else []
    if table:
        _write_table(table, found)
    if book:
        with whole_file(book) as stream:
            stream.write(gap_workbook(found, sources))
    if as_json:
        return show(found)
    if not table and not book:
        for row in found["rows"]:
            click.echo(f"{row['territory']['id']}\t{row['verdict']}\t{row['explanation']}")
    if codes is not None:
        say(counted_words(found))
    return None


@click.command()
@click.option("--level", type=click.Choice([level.value for level in GAP_LEVELS]), required=True)
@taking(_OPTIONS[: _OPTIONS.index(UNTIL) + 1])
@JSON
@click.pass_obj
def profiles(context: Context, /, as_json: bool, level: str, counted: str, **options: Any) -> None:
    """Quels thèmes sont en retrait et quels profils ne se rencontrent jamais, plus que par hasard."""
    with context.view() as view:
        found: Any = profiles_document(view, question(level, counted, Counting.FULL.value, **options))
    if as_json:
        return show(found)
    for pair in found["pairs"]:
        cells = (pair["territory"], pair["name"], " + ".join(pair["labels"]), pair["expected"], pair["chance"])
        click.echo("\t".join(["profils", *map(str, cells)]))
    for cell in found["themes"]:
        cells = (cell["territory"], cell["name"], cell["theme_label"], cell["expected"], cell["ratio"])
        click.echo("\t".join(["thème", *map(str, cells)]))
    for reason in (found["pair_reason"], found["theme_reason"]):
        if reason:
            say(reason)
    if not found["pairs"] and not found["themes"]:
        say("Rien ne manque plus que par hasard, dans ce qui a pu être croisé.")
    return None


def question(level: str, counted: str, counting: str, **others: Any) -> GapQuestion:
    """The options as a question; a wrong one is a wrong use of the command."""
    try:
        return GapQuestion(Level(level), counted=Counted(counted), counting=Counting(counting), **others)
    except InvalidInput as error:
        raise click.UsageError(error.message.rstrip(".")) from error


def _words(zone: str) -> tuple[str, ...]:
    """The codes of a list, or of a file: the first cell of each line, so that names may stand beside them."""
    try:
        file = Path(zone)
        if not file.is_file():
            return words_of(zone)
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise InvalidInput(f"Zone : {zone[:80]} n’est ni une liste de codes INSEE ni un fichier lisible.") from error
    return words_of(cells[0] for line in lines if (cells := re.split(r"[;,\t]", line)))


def _write_table(file: Path, found: Any) -> None:
    """The rows with the columns of the document; the status of the records on each, so that no row travels without."""
    status = "données synthétiques de démonstration" if found["synthetic"] else "données importées"
    names = [name for name in found["rows"][0] if name != "territory"]
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
            writer.writerow(["territoire", "niveau", "code", "nom", "millesime", *names, "statut", "revision"])
            for row in found["rows"]:
                place = row["territory"]
                cells = [place[key] for key in ("id", "level", "code", "name", "vintage")]
                values = [_cell(row[name]) for name in names]
                writer.writerow([*cells, *values, status, found["revision"]])


def _cell(value: Any) -> Any:
    """A verdict of the level above as « id verdict »; nothing where there is no meaning."""
    if isinstance(value, dict):
        return f"{value['id']} {value['verdict']}"
    return "" if value is None else value
