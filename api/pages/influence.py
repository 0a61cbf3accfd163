"""Who holds which place in the network: one measure, on the whole graph or a part of it, with what it does not say."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.centrality import CentralityQuestion
from api.answers.worlds import only_synthetic
from api.dependencies import AnalysesDep
from api.pages.naming import NamedPlace, NamedTheme
from api.pages.parameters import MeasureChoice, ProfileChoice, RanksChoice, Since, Until
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from graph.vocabulary import actor_kinds, centralities

router = APIRouter(include_in_schema=False)

SHOWN = 100
DRAWS = 50
_COLUMNS = ("rank_low", "rank_high", "interval_low", "interval_high", "id", "label", "kind", "value")
_HEADER = ("rang_de", "rang_a", "intervalle_de", "intervalle_a", "id", "nom", "profil", "valeur")


@router.get("/influence")
@router.get("/influence.json")
@router.get("/influence.csv")
def influence(
    request: Request, analyses: AnalysesDep, territory: NamedPlace, theme: NamedTheme,
    measure: MeasureChoice = "degree", profile: ProfileChoice = None, since: Since = None, until: Until = None,
    ranks: RanksChoice = "non",
) -> Response:  # fmt: skip
    """A selection that leaves nothing, or intervals out of reach, is a page that says so."""
    asked = CentralityQuestion(
        kind=profile, territory=territory, limit=SHOWN, since=since, until=until, theme=theme,
        draws=DRAWS if ranks == "oui" else None,
    )  # fmt: skip
    document, refusal = answered(
        request, lambda: analyses.centrality(measure, asked), {"revision": analyses.revision, "rows": [], "total": 0}
    )
    context = {
        "measures": centralities(), "profiles": actor_kinds(), "asked": asked, "measure": measure, "ranks": ranks,
        "refusal": refusal,
    }  # fmt: skip
    table = Table(f"influence-{measure}", _HEADER, [[row[name] for name in _COLUMNS] for row in document["rows"]])
    return answer_page(request, PageView("influence.html", document, table, context, only_synthetic(analyses.stats())))
