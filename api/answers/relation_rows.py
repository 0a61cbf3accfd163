"""A relation that answers, as a row: who says it, of which vintage and under which status, beside what is said.

One table for the document and for every file; docs/relations.md shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from api.answers.parquet import NUMBER, TEXT, TEXTS, Column
from api.document import Document
from graph.asking import Match
from graph.model.record import canonical_json
from graph.store.base import Brief


@dataclass(frozen=True, slots=True)
class Cell:
    """A column, and its value in the row of a match."""

    column: Column
    of: Callable[[Match], object]


def _cell(name: str, type: str, meaning: str, of: Callable[[Match], object]) -> Cell:
    return Cell(Column(name, type, meaning), of)


def _end(name: str, where: str, of: Callable[[Match], Brief]) -> tuple[Cell, ...]:
    return (
        _cell(name, TEXT, f"identifiant de la fiche {where}", lambda match: of(match).id),
        _cell(f"{name}_kind", TEXT, "sa nature", lambda match: of(match).kind),
        _cell(f"{name}_profile", TEXT, "son profil, pour un acteur dont il est connu", lambda match: of(match).profile),
        _cell(f"{name}_label", TEXT, "son nom", lambda match: of(match).label),
    )


def _of_event(get: Callable[[Brief], object]) -> Callable[[Match], object]:
    return lambda match: None if match.event is None else get(match.event)


def _said(name: str) -> Callable[[Match], object]:
    def said(match: Match) -> list[str]:
        origins = match.link["origins"]
        if len(origins) == 1:  # nearly always
            return [str(origins[0][name])] if origins[0][name] is not None else []
        return sorted({str(origin[name]) for origin in origins if origin[name] is not None})

    return said


def _amount(match: Match) -> float | None:
    said = match.link["properties"].get("amount")
    return float(said) if isinstance(said, int | float) else None


CELLS = (
    *_end("source", "d’où part la relation", lambda match: match.source),
    _cell("type", TEXT, "type de la relation", lambda match: match.link["type"]),
    *_end("target", "où elle arrive", lambda match: match.target),
    _cell("role", TEXT, "rôle, s’il est dit", lambda match: match.link["role"] or None),
    _cell("start", TEXT, "début de la relation, tel que dit", lambda match: match.link["start"]),
    _cell("end", TEXT, "sa fin, telle que dite", lambda match: match.link["end"]),
    _cell("amount", NUMBER, "montant dit de la relation elle-même, en euros", _amount),
    _cell("event", TEXT, "le projet, l’alliance ou le programme qu’elle touche", _of_event(lambda event: event.id)),
    _cell("event_start", TEXT, "son début", _of_event(lambda event: event.start)),
    _cell("event_end", TEXT, "sa fin", _of_event(lambda event: event.end)),
    _cell("event_amount", NUMBER, "son montant, **le même sur chacune de ses lignes** : il ne s’additionne pas",
          _of_event(lambda event: event.amount)),
    _cell("sources", TEXTS, "sources qui le disent", _said("source")),
    _cell("vintages", TEXTS, "leurs millésimes", _said("vintage")),
    _cell("statuses", TEXTS, "statuts : reel, importe, synthetique", _said("status")),
    _cell("properties", TEXT, "ce qui est dit d’autre, en JSON",
          lambda match: canonical_json(match.link["properties"])),
)  # fmt: skip
COLUMNS = tuple(cell.column for cell in CELLS)


def row_of(match: Match) -> Document:
    return {cell.column.name: cell.of(match) for cell in CELLS}


def shown_row(match: Match) -> Document:
    """The row of the document: properties as values, and the origins in full."""
    return {**row_of(match), "properties": match.link["properties"], "origins": match.link["origins"]}
