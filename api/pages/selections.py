"""The views of a selection: the table of its relations, a map, a timeline and a matrix (its network: `network.py`)."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.answers.selected import at_year
from api.answers.selected_map import map_document
from api.answers.selected_matrix import UNKNOWN_PROFILE, profiles_document, themes_document
from api.answers.selected_rows import relations_page
from api.answers.selected_years import years_document
from api.pages import selecting, selection_bar
from api.pages.rendering import Table
from api.pages.selecting import Question, Shown
from api.pages.selection_address import Address, one_of, year_of
from api.pages.selection_file import NAME, file_document, posted, read_file
from api.pages.words import sheet_url, word
from api.replies import json_reply
from api.routes.relations import Format, Wanted
from api.routes.relations import answer as relations_file
from graph.asking import Asked
from graph.errors import InvalidInput, InvalidRecord
from graph.language import N_, NN_, _
from graph.model.levels import Level
from graph.territories import reference

router = APIRouter(include_in_schema=False)
ROWS = 50
LEVELS = {"region": NN_("région", "régions"), "departement": NN_("département", "départements")}
AXES = {"profils": N_("profils qui se rencontrent"), "themes": N_("thèmes par territoire")}
SAID = {
    "some": N_("au moins une alliance recensée"),
    "none_known": N_("aucune alliance connue"),
    "no_data": N_("pas de données"),
    "not_covered": N_("non couvert"),
}
"""What the number of a territory means; where it is 0 the three ways of having none are told apart."""


@router.get("/relations")
@router.get("/relations.json")
def relations(request: Request) -> Response:
    return selecting.answer(request, "relations", _table)


@router.get("/relations.csv")
def relations_csv(request: Request) -> Response:
    """All the rows, not those of the page."""
    address = Address.read(request.url.query)
    if address.ignored:
        raise address.unknown_field()
    return relations_file(request, Wanted(address.asked(), format=Format.CSV))


@router.get("/carte")
@router.get("/carte.json")
@router.get("/carte.csv")
def territories(request: Request) -> Response:
    return selecting.answer(request, "carte", _map)


@router.get("/chronologie")
@router.get("/chronologie.json")
@router.get("/chronologie.csv")
def years(request: Request) -> Response:
    return selecting.answer(request, "chronologie", _years)


@router.get("/matrice")
@router.get("/matrice.json")
@router.get("/matrice.csv")
def matrix(request: Request) -> Response:
    return selecting.answer(request, "matrice", _matrix)


@router.get("/selection.json")
def saved(request: Request) -> Response:
    return _saved(Address.read(request.url.query).asked())


@router.post("/selection.json")
@router.post("/relations")
@router.post("/carte")
@router.post("/chronologie")
@router.post("/matrice")
async def opened(request: Request) -> Response:
    """A selection that came by a file or a form: its address where it fits in one, else the view itself."""
    body = await request.body()
    return await run_in_threadpool(_opened, request, body)


def _opened(request: Request, body: bytes) -> Response:
    view = request.url.path.removeprefix("/")
    try:
        said = posted(request, body)
        asked = read_file(said.get("selection") or said.get("file") or b"{}")
    except (InvalidInput, InvalidRecord) as error:
        return selecting.unread(request, view, error)
    if view == "selection.json":
        return _saved(asked)
    address = Address.of(asked, {name: said[name].decode("utf-8", "replace") for name in ("suite",) if said.get(name)})
    if not address.long:
        return RedirectResponse(f"/{view}?{address.query()}", 303)
    return selecting.answer(request, view, SHOWS[view], address)


def _saved(asked: Asked) -> Response:
    return json_reply(file_document(asked), headers={"Content-Disposition": f'attachment; filename="{NAME}"'})


def _table(question: Question) -> Shown:
    cursor = question.address.options.get("suite")
    document = relations_page(question.selections, question.asked, ROWS, cursor)
    return Shown(document, Table("relations", (), ()), {})


def _map(question: Question) -> Shown:
    from visualisations import count_map

    level, year = Level(one_of(question.address.options, "niveau", LEVELS)), year_of(question.address.options)
    asked = question.asked if year is None else at_year(question.asked, year)
    document = question.selections.once(asked, f"map {level.value}", lambda found: map_document(found, level))
    header = ("territoire", "code", "nom", "alliances", "ce_que_cela_veut_dire", "donnees")
    rows = [
        [row["territory"][name] for name in ("id", "code", "name")]
        + [row["count"], _(SAID[row["said"]]), word(row["data_state"], "state")]
        for row in document["rows"]
    ]
    context = {
        "picture": count_map.render(document["rows"], level.value, href=sheet_url), "level_words": LEVELS[level.value],
        "levels": LEVELS, "said": SAID, "year": year, "span": selecting.span(question),
    }  # fmt: skip
    return Shown({**document, "year": year}, Table(f"carte-{level.value}", header, rows), context)


def _years(question: Question) -> Shown:
    from visualisations import timeline

    year = year_of(question.address.options)
    document = question.selections.once(question.asked, f"years {year}", lambda found: years_document(found, year))
    header = ("annee", "commencees", "en_cours", "finies")
    rows = [[row[name] for name in ("year", "started", "running", "ended")] for row in document["years"]]
    picture = timeline.render(document, href=sheet_url)
    context = {
        "picture": picture,
        "year": year,
        "span": selecting.span(question, spoken=True),
        "bars_most": timeline.BARS_MOST,
    }
    return Shown(document, Table("chronologie", header, rows), context)


def _matrix(question: Question) -> Shown:
    axes = one_of(question.address.options, "axes", AXES)
    level = Level(one_of(question.address.options, "niveau", LEVELS))
    if axes == "profils":
        document = question.selections.once(question.asked, "profiles", profiles_document)
    else:
        document = question.selections.once(
            question.asked, f"themes {level.value}", lambda found: themes_document(found, level)
        )
    rows, columns = (_names(question, document[side]) for side in ("rows", "columns"))
    table = Table(
        f"matrice-{axes}", ("", *columns), [[name, *cells] for name, cells in zip(rows, document["cells"], strict=True)]
    )
    most = max((cell for cells in document["cells"] for cell in cells), default=0)
    context = {"axes": axes, "all_axes": AXES, "levels": LEVELS, "level": level.value, "most": most,
               "names": {"rows": rows, "columns": columns}, "shade": _shade}  # fmt: skip
    return Shown(document, table, context)


def _names(question: Question, codes: list[str]) -> list[str]:
    """Rows and columns in words: profiles, themes or territories."""
    themes = selection_bar.names_in(question.store, [code for code in codes if code.startswith(("theme:", "odd:"))])
    return [_name(code, themes) for code in codes]


def _name(code: str, themes: Any) -> str:
    if code == UNKNOWN_PROFILE:
        return _("profil inconnu")
    if code.startswith(("region:", "departement:")):
        return reference.name_of(code)
    return str(themes.get(code) or word(code, "profile"))


def _shade(value: int, most: int) -> int:
    """One of six classes, 0 for none: shades say the order of magnitude, the number says the rest."""
    return 0 if not value else min(5, 1 + int(5 * (value - 1) / most)) if most > 1 else 5


SHOWS = {"relations": _table, "carte": _map, "chronologie": _years, "matrice": _matrix}
