"""Two to five territories or actors side by side; the columns are chosen by name, one after the other."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.comparing import LEAST, MOST_SIDES, comparison_document
from api.answers.worlds import any_synthetic
from api.dependencies import AnalysesDep, well_formed
from api.document import Document
from api.pages.parameters import ComparedIds, ComparedName
from api.pages.rendering import PageView, Table, answer_page
from graph.model.entities import NodeKind
from graph.store.base import Hit, View

router = APIRouter(include_in_schema=False)

FOUND, LOOKED_AT = 12, 50
_TERRITORY = {
    "id": "id", "label": "nom", "population": "population", "data_state": "etat_des_donnees", "observed": "recensees",
    "expected": "attendues", "ratio": "rapport", "ratio_low": "rapport_bas", "ratio_high": "rapport_haut",
    "verdict": "verdict", "power": "puissance", "alliances": "alliances_sur_place", "actors": "acteurs",
}  # fmt: skip
_ACTOR = {"id": "id", "label": "nom", "profile": "profil", "alliances": "alliances", "partners": "partenaires"}


@router.get("/comparer")
@router.get("/comparer.json")
@router.get("/comparer.csv")
def compare(request: Request, analyses: AnalysesDep, ids: ComparedIds = (), name: ComparedName = "") -> Response:
    """What cannot be compared is said on the page, beside what can."""
    asked = [well_formed(each) for each in ids if each]
    document: Any = comparison_document(analyses.view, asked, analyses.gaps)
    kept = [row["id"] for row in document["rows"]]
    context = {
        "kept": kept, "name": name, "found": _found(analyses.view, name, document, kept), "address": address,
        "least": LEAST, "full": len(kept) >= MOST_SIDES,
    }  # fmt: skip
    page = PageView("compare.html", document, _table(document), context, any_synthetic(analyses.stats()))
    return answer_page(request, page)


def address(ids: Sequence[str], without: str = "", more: str = "") -> str:
    """The comparison of these, one left out or one more."""
    wanted = [each for each in (*ids, more) if each and each != without]
    return f"/comparer?{urlencode([('id', each) for each in wanted])}" if wanted else "/comparer"


def _found(view: View, name: str, document: Document, kept: Sequence[str]) -> list[Hit]:
    """Those of that name that may stand beside the chosen ones."""
    if not name.strip():
        return []
    kinds = [str(document["kind"])] if document["kind"] else [NodeKind.TERRITORY.value, NodeKind.ACTOR.value]
    hits = [hit for kind in kinds for hit in view.search(name, kind=kind, limit=LOOKED_AT).hits]
    level = document["level"]
    fitting = [hit for hit in hits if hit.id not in kept and level in (None, hit.properties.get("level"))]
    return sorted(fitting, key=lambda hit: -hit.relations)[:FOUND] if not document["kind"] else fitting[:FOUND]


def _table(document: Any) -> Table:
    columns = _ACTOR if document["kind"] == NodeKind.ACTOR else _TERRITORY
    rows = [[row[name] for name in columns] for row in document["rows"]]
    return Table("comparaison", list(columns.values()), rows)
