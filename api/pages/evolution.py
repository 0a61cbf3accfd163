"""The network, or one actor, year by year: what changed, and which alliances made it change."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.history import HistoryQuestion
from api.answers.worlds import only_synthetic
from api.dependencies import AnalysesDep
from api.pages.naming import NamedActor, NamedPlace, NamedTheme
from api.pages.parameters import MeasureChoice, Since, Until
from api.pages.refusals import answered
from api.pages.rendering import PageView, Table, answer_page
from graph.vocabulary import centralities

router = APIRouter(include_in_schema=False)

_OF_ACTOR = ("year", "value", "rank_low", "rank_high", "actors", "partners", "explanation")
_OF_NETWORK = ("year", "events", "actors", "linked", "newcomers", "explanation")
_WORDS = {
    "year": "annee", "value": "valeur", "rank_low": "rang_de", "rank_high": "rang_a", "actors": "acteurs",
    "partners": "partenaires", "events": "alliances", "linked": "relies", "newcomers": "nouveaux",
    "explanation": "explication",
}  # fmt: skip


@router.get("/evolution")
@router.get("/evolution.json")
@router.get("/evolution.csv")
def evolution(
    request: Request, analyses: AnalysesDep, actor: NamedActor, territory: NamedPlace, theme: NamedTheme,
    measure: MeasureChoice = "degree", since: Since = None, until: Until = None,
) -> Response:  # fmt: skip
    """What cannot be followed is a page that says why."""
    asked = HistoryQuestion(territory=territory, since=since, until=until, theme=theme)
    document, refusal = answered(
        request,
        lambda: analyses.actor_history(actor, measure, asked) if actor else analyses.network_history(asked),
        {"revision": analyses.revision, "rows": []},
    )
    columns = _OF_ACTOR if actor else _OF_NETWORK
    rows = [[row[name] for name in columns] for row in document["rows"]]
    table = Table("evolution", [_WORDS[name] for name in columns], rows)
    context = {
        "actor": actor, "measure": measure, "measures": centralities(), "asked": asked, "refusal": refusal,
    }  # fmt: skip
    return answer_page(request, PageView("evolution.html", document, table, context, only_synthetic(analyses.stats())))
