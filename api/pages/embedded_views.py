"""The map, the timeline and the matrix of a selection, and the gaps of a level, to place in other people's pages."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers.selected import Selections, origins_document
from api.dependencies import AnalysesDep
from api.document import Document
from api.pages import selected_network, selection_bar, selections
from api.pages.exploring import about
from api.pages.framing import LESS, Framed, Less, LessDep, Rows, framed
from api.pages.gap_choices import ChoicesDep
from api.pages.gap_question import GapAsked
from api.pages.gaps import LEVEL_WORDS, SHOWN, headed, read_first
from api.pages.pictures import map_figure
from api.pages.refusals import answered
from api.pages.rendering import environment, verdict
from api.pages.selecting import Question
from api.pages.selecting import Shown as Answered
from api.pages.selection_address import Address, address_of
from api.pages.words import sheet_url, word
from graph.language import N_, _
from graph.model.counting import agree, count
from graph.model.origin import Status
from graph.model.typography import amount, interval, number
from graph.territories import reference

router = APIRouter(include_in_schema=False, prefix="/integration")

SILENCES = N_(
    "« Aucune alliance connue » : une source y a été lue et n’en dit aucune. "
    "« Pas de données » : aucune n’y a été lue. « Non couvert » : le registre ne va pas jusque-là. "
    "Aucun des trois ne veut dire qu’il n’y en a pas."
)
NOTHING_DATED = N_(
    "Rien n’est daté dans cette sélection : la frise est vide, ce qui ne veut pas dire que rien n’a eu lieu."
)
NOTHING_TIED = N_(
    "Aucune expérimentation ni alliance retenue n’a de participation recensée, ce qui ne veut pas dire qu’il n’y en a "
    "pas."
)
SCRIPTS = tuple(f"/static/visualisations/{name}" for name in ("texts.js", "vis-network.min.js", "network.js"))
UNDATED_STAY = N_("Celles dont aucune date n’est connue restent, quelle que soit l’année.")
CAUTION = N_(
    "Un écart est un signal à vérifier sur place, avec son intervalle : jamais un classement. "
    "Des hachures disent l’absence de données, un quadrillage un registre qui ne couvre pas, jamais l’absence "
    "d’alliances."
)


def network(request: Request, left: Less) -> Response:
    """What `/integration/reseau` shows where it is given a selection in the place of a centre."""
    return _selected(request, "reseau", left, _network)


@router.get("/carte")
def territories(request: Request, left: LessDep) -> Response:
    return _selected(request, "carte", left, _map)


@router.get("/chronologie")
def years(request: Request, left: LessDep) -> Response:
    return _selected(request, "chronologie", left, _years)


@router.get("/matrice")
def matrix(request: Request, left: LessDep) -> Response:
    return _selected(request, "matrice", left, _matrix)


@router.get("/ecarts")
def gaps(request: Request, analyses: AnalysesDep, left: LessDep, chosen: ChoicesDep, asked: GapAsked) -> Response:
    level, within = asked.level, asked.within
    nothing: Document = {"level": level.value, "total": 0, "rows": [], "sources_used": []}
    document, refusal = answered(request, lambda: analyses.gaps(asked), nothing)
    kept = chosen.kept(document["rows"])
    told = chosen.in_order(kept) if chosen.sort else read_first(kept)
    one, many = LEVEL_WORDS[level]
    title = _("Écarts de partenariat par %(level)s", level=agree(1, one, many))
    place = f", {reference.name_of(within)}" if within and not refusal else ""
    cut = _("Le tableau s’arrête aux %(shown)s premières lignes sur %(all)s.", shown=SHOWN, all=number(len(told)))
    view = Framed(
        title=f"{title}{place}",
        summary=refusal or f"{count(document['total'], one, many)} ; {document['unit']}.",
        said=[] if refusal else [_(CAUTION), *([cut] if len(told) > SHOWN else [])],
        figure="" if refusal else map_figure(document) or "",
        about=about(analyses.revision, document["sources_used"]), synthetic=bool(document.get("synthetic")),
        whole=address_of("ecarts", _asked(request)),
        table=_gap_rows(told[:SHOWN], agree(1, one, many), title) if told else None,
    )  # fmt: skip
    return framed(request, view, analyses.revision, left)


def _gap_rows(rows: Any, one: str, caption: str) -> Rows:
    cells = [
        [row["territory"]["name"] or row["territory"]["id"], verdict(row["verdict"]),
         number(None if row["verdict"] == "insufficient_data" and not row["observed"] else row["observed"]),
         amount(row["expected"]),
         f"{number(row['ratio'], 2)} {interval(row['ratio_low'], row['ratio_high'])}",
         word(row["data_state"], "state")]
        for row in rows
    ]  # fmt: skip
    header = (headed(one), _("Verdict"), _("Recensées"), _("Attendues"), _("Rapport corrigé [90 %]"), _("Données"))
    links = [sheet_url(row["territory"]["id"]) for row in rows]
    return Rows(caption, header, cells, frozenset({2, 3, 4}), links)


SHOWS = {**selections.SHOWS, "reseau": selected_network.network}
Show = Callable[[Question, Answered], Mapping[str, Any]]


def _selected(request: Request, name: str, left: Less, show: Show) -> Response:
    address = Address.read(_asked(request))
    if address.ignored:
        raise address.unknown_field()
    store = request.app.state.connection.view()
    kept = Selections(store, request.app.state.cache, request.app.state.settings.store_timeout)
    question = Question(request, name, address, address.asked(), kept)
    origins: Any = kept.once(question.asked, "origins", origins_document)
    made = dict(show(question, SHOWS[name](question)))
    made["said"] = [*_conditions(question), *made["said"]]
    view = Framed(
        about=about(store.revision(), origins["sources"]), synthetic=Status.SYNTHETIC.value in origins["statuses"],
        whole=address_of(name, address.query()), styles=("/static/selection.css",), **made,
    )  # fmt: skip
    return framed(request, view, store.revision(), left)


def _network(question: Question, shown: Answered) -> Mapping[str, Any]:
    document: Any = shown.document
    drawn, year = shown.context["drawn"], shown.context["year"]
    said = [_(UNDATED_STAY)] if year is not None else []
    if document["truncated"]:
        said.append(
            _(
                "Le dessin montre %(drawn)s sur %(all)s, celles qui réunissent le plus d’acteurs d’abord.",
                drawn=count(document["drawn_events"], "alliance"),
                all=number(document["total_events"]),
            )
        )
    when = f", {year}" if year is not None else ""
    return {
        "title": _("Réseau de la sélection") + when, "summary": drawn.summary if drawn else _(NOTHING_TIED),
        "figure": drawn.figure if drawn else "", "tables": drawn.tables if drawn else "",
        "said": [*(drawn.left_out if drawn else ()), *said], "scripts": SCRIPTS if drawn else (),
    }  # fmt: skip


def _map(question: Question, shown: Answered) -> Mapping[str, Any]:
    document: Any = shown.document
    one, many = shown.context["level_words"]
    some, among = sum(1 for row in document["rows"] if row["count"]), number(len(document["rows"]))
    unplaced = document["unplaced"]
    lost = _("%(count)s à ce niveau.", count=count(unplaced, "n’est pas placée", "ne sont pas placées"))
    said = [lost] if unplaced else []
    cells = [
        [row["territory"]["name"], number(row["count"] if row["said"] in ("some", "none_known") else None),
         _(selections.SAID[row["said"]])]
        for row in document["rows"]
    ]  # fmt: skip
    by_level = _("Alliances par %(level)s", level=agree(1, one, many))
    header = (headed(agree(1, one, many)), _("Alliances recensées"), _("Ce que cela veut dire"))
    table = Rows(by_level, header, cells,
                 frozenset({1}), [sheet_url(row["territory"]["id"]) for row in document["rows"]])  # fmt: skip
    if document["year"] is not None:
        said.append(_(UNDATED_STAY))
    when = f", {document['year']}" if document["year"] is not None else ""
    return {
        "title": f"{by_level}{when}", "figure": shown.context["picture"], "table": table,
        "summary": _("%(total)s ; %(some)s %(territories)s sur %(among)s en ont au moins une.", total=_total(document),
                     some=number(some), territories=agree(2, one, many), among=among),
        "said": [_("Par lieu d’action, jamais par siège d’acteur, à défaut de quoi par le siège d’un participant.")
                 if document["seats"] else _("Par lieu d’action, jamais par siège d’acteur."), *said, _(SILENCES)],
    }  # fmt: skip


def _years(question: Question, shown: Answered) -> Mapping[str, Any]:
    document: Any = shown.document
    cells = [[str(row["year"]), *(number(row[name]) for name in ("started", "running", "ended"))]
             for row in document["years"]]  # fmt: skip
    undated = document["undated"]
    lost = _("%(count)s sans aucune date connue, hors de la frise.", count=count(undated, "projet"))
    said = [lost] if undated else []
    if not shown.context["picture"]:
        said.append(_(NOTHING_DATED))
    header = (_("Année"), _("Commencés"), _("En cours"), _("Finis"))
    table = Rows(_("Année par année"), header, cells, frozenset({1, 2, 3}))
    return {
        "title": _("Projets et alliances dans le temps"), "figure": shown.context["picture"] or "", "said": said,
        "summary": _("%(total)s, %(dated)s avec une date.", total=_total(document), dated=number(document["dated"])),
        "table": table if cells else None,
    }  # fmt: skip


def _matrix(question: Question, shown: Answered) -> Mapping[str, Any]:
    """The table is the picture itself: `tableaux=non` leaves it."""
    document: Any = shown.document
    template = environment().get_template("_crossing.html")
    crossing = template.module.crossing  # type: ignore[attr-defined]  # the macro
    axes = shown.context["axes"]
    told = {name: shown.context[name] for name in ("axes", "names", "most", "shade")}
    return {
        "title": _("Profils qui se rencontrent") if axes == "profils" else _("Thèmes par territoire"),
        "summary": _("%(total)s, %(counted)s dans la matrice.",
                     total=_total(document), counted=number(document["counted"])),
        "figure_is_table": True,
        "figure": crossing(document, **told),
        "said": [_("« — » : aucune recensée, ce qui ne veut pas dire qu’il n’y en a pas. Une alliance compte une fois "
                   "dans chaque case où elle est.")],
    }  # fmt: skip


def _total(document: Any) -> str:
    return count(document["total"], "expérimentation ou alliance retenue", "expérimentations et alliances retenues",
                 none=_("Aucune expérimentation ni alliance retenue"))  # fmt: skip


def _conditions(question: Question) -> list[str]:
    """What was selected: without it, a part would be read as the whole."""
    bar = selection_bar.bar(question.view, question.address, store=question.store)
    said = " ; ".join(f"{chip.field} : {chip.value}" for chip in bar.chips)
    return [_("Sélection : %(said)s.", said=said)] if said else []


def _asked(request: Request) -> str:
    """The query of the view itself, without the options of its frame."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True, errors="replace")
    return urlencode([(name, value) for name, value in pairs if name not in LESS])
