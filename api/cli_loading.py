"""Commands that bring facts in: demo, load, check, inspect, template."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from api.cli_context import JSON, Context, fail, say, show, writing
from api.cli_resolution import IDENTITY, sentence, when_changed
from graph.model.record import Json
from graph.model.typography import count
from graph.store import Store
from graph.vocabulary import node_kinds
from loaders.demo import write_demonstration
from loaders.inspecting import inspect_file
from loaders.loading import check_files, load_files, load_references
from loaders.progress import bar
from loaders.report import LoadReport
from loaders.report_files import report_bytes
from loaders.run import Refused
from loaders.template import write_template

REPORT = click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path),
    help="Écrire le rapport complet dans ce fichier : .json, .csv (une ligne par problème) ou .html.",
)  # fmt: skip
FILES = click.argument("files", nargs=-1, required=True)
SOURCE = click.option("--source", help="Source dont lire les fichiers, si leurs colonnes ne suffisent pas à le dire.")
MAPPING = click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Correspondance YAML à employer."
)
SET = click.option(
    "--set", "given", multiple=True, metavar="CHAMP=VALEUR",
    help="Ce que le fichier ne dit pas, pour toutes ses lignes : --set giver_name=\"Ville de X\".",
)  # fmt: skip
VINTAGE = click.option("--vintage", help="Édition du fichier (2026, 2026-05), si elle n’est pas celle de la source.")
WITHDRAW = click.option("--withdraw", is_flag=True, help="Marquer retiré ce que l’édition la plus récente ne dit plus.")
STRICT = click.option("--strict", is_flag=True, help="Refuser tout le chargement à la première ligne refusée.")
ARTICLE = Path(__file__).parent.parent / "loaders" / "facts" / "article_2021.csv"


def _given(said: Sequence[str]) -> dict[str, str]:
    """`CHAMP=VALEUR` as a mapping. Raises a usage error for what is not one."""
    given = {}
    for each in said:
        name, sign, value = each.partition("=")
        if not (sign and name.strip() and value.strip()):
            raise click.BadParameter(f'« {each} » : attendu CHAMP=VALEUR, ainsi giver_name="Ville de X".')
        given[name.strip()] = value.strip()
    return given


def _tell(report: LoadReport, file: Path | None, as_json: bool) -> None:
    if said := report.text():
        say(said)
    if file:
        with writing(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(report_bytes(report, file))
    if as_json:
        show(report.as_json())


def _refuse_none_kept(report: LoadReport) -> None:
    """A file of which every row is refused was refused wholly (exit code 3), whatever the tolerance."""
    if report.rejected and not report.kept:
        fail("Aucune ligne n’a pu être gardée : corrigez-les d’après le rapport, puis recommencez.", 3)


@click.command()
@click.option("--territories-only", is_flag=True, help="Seulement les territoires et les thèmes.")
@REPORT
@JSON
@click.pass_obj
def demo(context: Context, territories_only: bool, report: Path | None, as_json: bool) -> None:
    """Charger la démonstration : territoires, article fondateur, 500 expérimentations synthétiques."""
    with context.writer() as store:
        done = load_references(store, progress=bar)
        if not territories_only:
            done = _demonstration(store, done)
        counts = store.stats()["nodes"]
    _tell(done, report, as_json)
    if not territories_only:
        say("Données synthétiques de démonstration : les 500 expérimentations sont inventées.")
    assert isinstance(counts, dict)
    words = node_kinds()
    said = [count(n, words[kind].label.lower()) for kind, n in counts.items() if isinstance(n, int)]
    say(f"Dans le graphe : {', '.join(said)}.")


def _demonstration(store: Store, done: LoadReport) -> LoadReport:
    with TemporaryDirectory() as folder:
        files = [str(path) for path in write_demonstration(Path(folder))]
        loaded = load_files(store, [*files, str(ARTICLE)], progress=bar)
    return LoadReport([*done.reports, *loaded.reports], [*done.ignored, *loaded.ignored], written=True)


@click.command()
@FILES
@SOURCE
@MAPPING
@SET
@VINTAGE
@STRICT
@WITHDRAW
@IDENTITY
@REPORT
@JSON
@click.pass_obj
def load(
    context: Context, files: Sequence[str], source: str | None, mapping: Path | None, given: Sequence[str],
    vintage: str | None, strict: bool, withdraw: bool, identity: bool, report: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Charger des fichiers ; celui qui ne se lit pas jusqu’au bout ne laisse rien. Charger deux fois ne change rien."""
    try:
        with context.writer() as store:
            before = store.revision()
            done = load_files(
                store, files, source=source, mapping=mapping, given=_given(given), vintage=vintage, strict=strict,
                withdrawing=withdraw, progress=bar,
            )  # fmt: skip
            resolved = when_changed(store, before) if identity else None
    except Refused as refused:
        _tell(refused.report, report, as_json)
        raise
    _tell(done, report, as_json)
    if resolved:
        say(sentence(resolved))
    _refuse_none_kept(done)


@click.command()
@FILES
@SOURCE
@MAPPING
@SET
@STRICT
@REPORT
@JSON
def check(
    files: Sequence[str], source: str | None, mapping: Path | None, given: Sequence[str], strict: bool,
    report: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Le même rapport que load, sans rien écrire."""
    done = check_files(files, source=source, mapping=mapping, given=_given(given), progress=bar)
    _tell(done, report, as_json)
    if strict and done.rejected:
        fail("Des lignes seraient refusées (--strict) : corrigez-les d’après le rapport.", 3)
    _refuse_none_kept(done)


@click.command()
@click.argument("file")
@SET
@click.option(
    "--write-mapping", type=click.Path(dir_okay=False, path_type=Path), help="Écrire la correspondance proposée (YAML)."
)
@JSON
def inspect(file: str, given: Sequence[str], write_mapping: Path | None, as_json: bool) -> None:
    """De quoi un fichier a l’air : encodage, colonnes, source qui le lirait ou correspondance proposée, lignes."""
    found = inspect_file(file, given=_given(given), saving=write_mapping)
    if as_json:
        return show(found)
    for table in found["tables"]:  # type: ignore[union-attr]
        assert isinstance(table, dict)
        click.echo(f"{found['file']} — {table['name']}")
        click.echo("\n".join(f"  {line}" for line in _described(table)))
    if write_mapping:
        say(f"Correspondance écrite dans {write_mapping} : relisez-la, complétez-la, puis --mapping {write_mapping}.")
    return None


def _described(table: Json) -> Iterator[str]:
    yield f"encodage {table['encoding'] or 'propre au format'}, séparateur {table['separator'] or 'sans objet'}"
    yield from map(str, table["notes"])  # type: ignore[arg-type]
    proposal = table["proposal"]
    if isinstance(proposal, dict):
        yield from map(str, proposal["sentences"])  # type: ignore[arg-type]
    else:
        yield f"source : {table['source'] or table['reason']}"
    yield f"colonnes : {', '.join(map(str, table['columns']))}"  # type: ignore[arg-type]
    for row in table["rows"]:  # type: ignore[union-attr]
        yield " | ".join(map(str, row))  # type: ignore[arg-type]


@click.command()
@click.argument("source")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def template(source: str, folder: Path) -> None:
    """Écrire dans DOSSIER les fichiers à remplir d’une source, une ligne d’exemple chacun (CSV et XLSX)."""
    for path in write_template(source, folder):
        click.echo(str(path))
