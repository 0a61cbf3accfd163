"""Which rows of a gap table a reader keeps, and in what order: nothing is computed again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from api.document import Document
from api.pages.parameters import Empty
from graph import vocabulary
from graph.language import N_, _
from graph.model.text import fold
from graph.model.typography import fine, number

Row: TypeAlias = Mapping[str, Any]
SortKey: TypeAlias = Literal[
    "nom", "verdict", "recensees", "attendues", "rapport", "manquantes", "puissance", "tissu", "donnees"
]
VerdictCode: TypeAlias = Literal[
    "major", "flagged", "to_check", "nothing_to_report", "not_resolvable", "insufficient_data"
]
StateCode: TypeAlias = Literal["collected", "partial", "not_collected", "not_in_register", "unknown"]
UP, DOWN = "croissant", "decroissant"

TOLD = ("major", "flagged", "to_check")
ORDER = (*TOLD, "nothing_to_report", "not_resolvable", "insufficient_data")
_FIGURES = {
    "recensees": "observed", "attendues": "expected", "rapport": "ratio", "manquantes": "missing",
    "puissance": "power", "tissu": "fabric_ratio",
}  # fmt: skip
HEADS: Mapping[SortKey, str] = {
    "nom": N_("nom"), "verdict": N_("verdict"), "recensees": N_("alliances recensées"),
    "attendues": N_("alliances attendues"),
    "rapport": N_("rapport corrigé"), "manquantes": N_("alliances manquantes"), "puissance": N_("puissance"),
    "tissu": N_("tissu"),
    "donnees": N_("état des données"),
}  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """What the address asks of the table; None is « all », and without `sort` the page has its own order."""

    sort: SortKey | None = None
    descending: bool = False
    verdict: VerdictCode | None = None
    state: StateCode | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.verdict or self.state)

    def kept(self, rows: Sequence[Row]) -> list[Row]:
        return [
            row for row in rows if self.verdict in (None, row["verdict"]) and self.state in (None, row["data_state"])
        ]

    def in_order(self, rows: Sequence[Row]) -> list[Row]:
        """A value that has no meaning comes last in both directions: it is neither the least nor the most."""
        if self.sort is None:
            return list(rows)
        asked = self.sort
        named = sorted(rows, key=lambda row: fold(row["territory"]["name"] or ""))
        known = [row for row in named if _value(row, asked) is not None]
        known.sort(key=lambda row: _value(row, asked), reverse=self.descending)
        return known + [row for row in named if _value(row, asked) is None]

    def applied(self, document: Document) -> Document:
        """The document with the rows asked for, in the order asked for; `total` stays that of the whole table."""
        return {**document, "rows": self.in_order(self.kept(document["rows"]))}

    def said(self, shown: int, total: int) -> list[tuple[str, str]]:
        """What was asked of the table, for who reads it without its address."""
        asked = [
            (vocabulary.verdicts(), _("verdict"), self.verdict),
            (vocabulary.data_states(), _("données"), self.state),
        ]
        filters = [f"{name} « {_(terms[code].label)} »" for terms, name, code in asked if code]
        way = _("décroissant") if self.descending else _("croissant")
        order = _("par %(head)s, %(way)s", head=_(HEADS[self.sort]), way=way) if self.sort else _("par code")
        return [
            (_("Filtre"), fine(" ; ".join(filters)) or _("aucun, toutes les lignes")),
            (_("Lignes de la feuille"), _("%(shown)s sur %(total)s", shown=number(shown), total=number(total))),
            (_("Ordre"), _("%(order)s (un ordre de lecture, pas un classement)", order=order)),
        ]

    def counts(self, rows: Sequence[Row]) -> dict[str, Counter[str]]:
        """How many rows each value of a filter would show, the other filter staying as it is."""
        return {
            "verdict": Counter(row["verdict"] for row in rows if self.state in (None, row["data_state"])),
            "donnees": Counter(row["data_state"] for row in rows if self.verdict in (None, row["verdict"])),
        }


def _value(row: Row, asked: SortKey) -> Any:
    if asked == "nom":
        return fold(row["territory"]["name"] or "")
    if asked == "verdict":
        return ORDER.index(row["verdict"])
    if asked == "donnees":
        return list(vocabulary.data_states()).index(row["data_state"])
    silent = row["verdict"] == "insufficient_data" and not row["observed"]
    hidden = silent or (asked == "manquantes" and row["verdict"] not in TOLD)  # the cell shows « — »
    return None if hidden else row[_FIGURES[asked]]


def choices(
    sort: Annotated[SortKey | None, Empty, Query(alias="tri")] = None,
    order: Annotated[Literal["croissant", "decroissant"], Query(alias="ordre")] = "croissant",
    verdict: Annotated[VerdictCode | None, Empty, Query(alias="verdict")] = None,
    state: Annotated[StateCode | None, Empty, Query(alias="donnees")] = None,
) -> Choices:
    return Choices(sort, order == DOWN, verdict, state)


ChoicesDep = Annotated[Choices, Depends(choices)]


def sort_links(request: Request, chosen: Choices) -> dict[str, dict[str, str | None]]:
    """Column → the address that sorts by it (turned round when it already does), and its `aria-sort`."""
    return {column: _sort_link(request, chosen, column) for column in ("nom", "verdict", *_FIGURES, "donnees")}


def _sort_link(request: Request, chosen: Choices, column: str) -> dict[str, str | None]:
    current = chosen.sort == column
    now = DOWN if chosen.descending else UP
    then = UP if not current or chosen.descending else DOWN
    aria = {UP: "ascending", DOWN: "descending"}[now] if current else None
    return {"href": f"/ecarts?{following(request, tri=column, ordre=then)}", "sort": aria}


def following(request: Request, **changed: str) -> str:
    """The query of this page with some fields changed, back to its first page; empty fields are dropped."""
    kept = {key: value for key, value in request.query_params.multi_items() if value and key != "page"}
    return urlencode({key: value for key, value in (kept | changed).items() if value})
