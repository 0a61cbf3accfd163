"""The gap table as a workbook to take to a meeting: the table, the method and its limits, what each column is.

The figures are those of the JSON, whole: only their format rounds what is shown. What has no meaning is an empty cell.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from api.answers.export import SYNTHETIC_NOTICE
from api.document import Document
from api.exports.about import UNSAID
from api.exports.gap_columns import COLUMNS
from api.exports.signs import Cleaner
from api.exports.workbook import Sheets
from graph import vocabulary
from graph.model import french_dates
from graph.model.typography import fine, number

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE, METHOD, DICTIONARY = "Écarts", "Méthode", "Colonnes"
CAVEAT = fine(
    "Le tableau compare les alliances recensées à ce qu’aurait un territoire comparable. « Aucune alliance recensée » "
    "n’est pas « aucune alliance » : une source incomplète, un lieu inconnu ou une collecte absente font le même vide. "
    "Ce n’est pas un classement, et une ligne « non résoluble » ne dit rien du territoire."
)
_COUNTED = {"action": "ce qui se fait ensemble", "funding": "les financements", "all": "tous les liens"}
_PLACED = {
    "events": "Alliances lues", "placed": "dont placées dans un territoire", "too_coarse": "dont lieu trop large",
    "unplaced": "dont sans lieu", "by_seat": "dont placées par un siège seul", "one_partner": "dont un seul partenaire",
    "undated": "dont sans date",
}  # fmt: skip


Lines: TypeAlias = Sequence[tuple[str, str]]


def gap_workbook(document: Document, sources: Sequence[Mapping[str, Any]], chosen: Lines = ()) -> bytes:
    """`document` as /api/v1/gaps gives it, `sources` as /api/v1/sources lists them; where its rows are a part of the
    table, `chosen` says which part, on lines of the method sheet.
    """
    file = io.BytesIO()
    with TemporaryDirectory(prefix="entrelacs-") as folder:
        sheets = Sheets(file, Path(folder), Cleaner())
        made = datetime.fromisoformat(document["generated_at"]).replace(tzinfo=None)
        title = f"Entrelacs : écarts par {_level(document).lower()}"
        sheets.book.set_properties({"title": title, "comments": f"révision {document['revision']}", "created": made})
        _table(sheets, document["rows"])
        _method(sheets, document, sources, title, chosen)
        page = sheets.add(DICTIONARY, ("Colonne", "Champ du JSON", "Type", "Unité", "Sens"), (22, 18, 10, 14, 90))
        for each in COLUMNS:
            sheets.write(page, (each.head, each.field, "texte" if each.shown == "@" else "nombre", each.unit,
                                fine(each.meaning)))  # fmt: skip
        sheets.book.close()
    return file.getvalue()


def file_name(document: Document) -> str:
    return f"ecarts-{document['level']}.xlsx"


def _level(document: Document) -> str:
    return str(vocabulary.levels()[document["level"]].label)


def _table(sheets: Sheets, rows: Sequence[Any]) -> None:
    page = sheets.add(TABLE, [each.head for each in COLUMNS], [each.width for each in COLUMNS])
    page.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
    styles = [sheets.book.add_format({"num_format": each.shown}) for each in COLUMNS]
    for row in rows:
        sheets.write(page, [each.of(row) for each in COLUMNS], styles=styles)


def _method(
    sheets: Sheets, document: Document, sources: Sequence[Mapping[str, Any]], title: str, chosen: Lines
) -> None:
    page = sheets.add(METHOD, widths=(34, 110))
    wrapped = sheets.book.add_format({"text_wrap": True, "valign": "top"})
    said = [(label, text) for label, text in _lines(document, title, chosen) if text]
    for label, text in (*said, *_sources(document, sources), *_verdicts()):
        sheets.write(page, (label, text), styles=(sheets.bold, wrapped))


def _lines(document: Document, title: str, chosen: Lines) -> Iterator[tuple[str, object]]:
    yield "Titre", fine(title)
    if document["synthetic"]:
        yield "Attention", SYNTHETIC_NOTICE
    yield "Limite", CAVEAT
    yield "Niveau", _level(document)
    yield "Territoires du tableau", number(document["total"])
    yield "Dans", document.get("within")
    yield from chosen
    yield "Période", _period(document["period"])
    yield "Révision", document["revision"]
    yield "Calculé le", document["generated_at"]
    yield "Ce qui est compté", f"{document['unit']} ; {_COUNTED.get(document['counted'], document['counted'])}"
    yield "Décompte", "partagé entre territoires" if document["counting"] == "fractional" else "plein"
    yield "Lieu", "siège à défaut de lieu d’action" if document["seats"] else "lieux d’action seuls, sans les sièges"
    yield "Méthode", f"{document['method']} (docs/methode.md, et la page /methode)"
    yield "Comparé par", ", ".join(document["covariates"])
    yield "Écarté de la comparaison", " ; ".join(f"{k} : {why}" for k, why in document["covariates_left_out"].items())
    yield "Indicateurs de besoin", ", ".join(document["need_indicators"])
    for name, label in _PLACED.items():
        yield label, number(document["placement"][name])


def _period(period: Sequence[str | None]) -> str:
    since, until = period
    return french_dates.period(since, until) if since or until else "toutes les années"


def _sources(document: Document, sources: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    known = {row["id"]: row for row in sources}
    for name in document["sources_used"]:
        row = known.get(name, {})
        said = [row.get("title") or name, row.get("publisher"), row.get("licence") or UNSAID, *row.get("vintages", ()),
                row.get("page")]  # fmt: skip
        yield "Source comptée", f"{name} : {', '.join(str(part) for part in said if part)}"
    for name in document["sources_left_out"]:
        yield "Source laissée de côté", f"{name} : elle ne couvre pas tout le niveau"


def _verdicts() -> Iterator[tuple[str, str]]:
    for term in vocabulary.verdicts().values():
        yield f"Verdict « {term.label} »", fine(term.description)
