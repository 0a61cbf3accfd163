"""The sheet of a territory: what acts there, who sits there, what it lies in, and its gap where one can be asked."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from api.answers.beside import neighbours_document
from api.answers.gaps import gaps_document
from api.answers.naming import territory_name, territory_ref
from api.answers.sheets import ROWS_DEFAULT, identity, of_kind, paged, relation
from api.document import Document
from graph.errors import NotResolvable, UnknownEntity
from graph.model.entities import NodeKind
from graph.model.levels import GAP_LEVELS, LOADED_LEVELS, Level, split_territory
from graph.model.question import GapQuestion
from graph.model.relations import RelationType
from graph.store.base import View
from graph.territories import hierarchy

Gaps: TypeAlias = Callable[[View, GapQuestion], Document]
PERIMETER = (
    "Ce qui agit dans ses intercommunalités n’est pas listé ici : le tableau des écarts par CRTE (/ecarts?niveau=crte) "
    "le compte."
)


def territory_document(
    view: View,
    territory_id: str,
    *,
    limit: int = ROWS_DEFAULT,
    cursor: str | None = None,
    seats: bool = True,
    gaps: Gaps = gaps_document,
) -> Document:
    """`acting`: experiments and alliances that act here or in a part of it, once each; `by_seat` of them are known by a
    head office alone, and left out without `seats`. `actors`: seated here.

    `gap` is the row of the gap table, null for a level at which none is asked, with the reason in `gap_reason`.
    `neighbours`: those it touches, with what the same table says of each. `gaps` lets a server pass its kept table.
    Raises UnknownEntity.
    """
    node = of_kind(view, territory_id, NodeKind.TERRITORY)
    level, code = split_territory(territory_id)
    rows, reason = _table(view, level, gaps)
    actors = view.relations(territory_id, [RelationType.SITUATED_IN], direction="in", limit=ROWS_DEFAULT)
    return {
        **identity(view, node),
        "territory": {**territory_ref(territory_id), "vintage": node.properties.get("vintage")},
        "level": level.value,
        "code": code,
        "population": node.properties.get("population"),
        "within": [territory_ref(parent) for parent in _safely(hierarchy.parents, territory_id)],
        "similar": [territory_ref(other) for other in _safely(hierarchy.similar, territory_id)],
        "acting": _acting(view, territory_id, limit, cursor, seats),
        "actors": paged(actors, "actor"),
        "coverage": [
            row.model_dump(mode="json") for row in view.coverage() if row.territory in (territory_id, "pays:FR")
        ],
        "neighbours": neighbours_document(territory_id, rows),
        **_gap(territory_id, rows, reason),
    }


def _acting(view: View, territory_id: str, limit: int, cursor: str | None, seats: bool) -> Document:
    page = view.acting_in(territory_id, limit=limit, cursor=cursor, seats=seats)
    others = view.count_acting(territory_id, seats=not seats)
    rows = [
        {
            **relation(record),
            "event": page.others.get(record.source),
            "name": territory_name(record.target) or record.target,
        }
        for record in page.relations
    ]
    return {
        "total": page.total,
        "by_seat": abs(page.total - others),
        "seats": seats,
        "rows": rows,
        "cursor": page.cursor,
        "truncated": page.cursor is not None,
    }


def _table(view: View, level: Level, gaps: Gaps) -> tuple[dict[str, Any], str | None]:
    """The rows of the gap table by territory, and why there is none."""
    if level in LOADED_LEVELS:
        return {}, PERIMETER
    if level not in GAP_LEVELS:
        return {}, "Les écarts se lisent par région, département ou intercommunalité."
    try:
        table: Any = gaps(view, GapQuestion(level))
    except NotResolvable as refusal:
        return {}, refusal.message
    return {row["territory"]["id"]: row for row in table["rows"]}, None


def _gap(territory_id: str, rows: Mapping[str, Any], reason: str | None) -> Document:
    row = rows.get(territory_id)
    absent = "Ce territoire n’est pas dans le tableau des écarts."
    return {"gap": row, "gap_reason": None if row else reason or absent}


def _safely(ask: Callable[[str], tuple[str, ...]], territory_id: str) -> tuple[str, ...]:
    """A territory that is loaded but not of the reference (a QPV) has no parents there."""
    try:
        return ask(territory_id)
    except (UnknownEntity, ValueError, KeyError):
        return ()
