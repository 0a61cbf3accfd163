"""Parameters of the routes, bounded once: a route is its signature and one call."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, Path, Query, Request

from api.answers.centrality import centrality_document
from api.answers.collection import collection_document
from api.answers.gaps import gaps_document
from api.answers.network import LIMIT_DEFAULT, LIMIT_MAX
from api.answers.profiles import profiles_document
from api.answers.sheets import ROWS_DEFAULT, ROWS_MAX
from api.cache import AnswerCache
from api.document import Document
from api.settings import ApiSettings
from graph.model.counts import Counted, Counting
from graph.model.entities import NodeKind
from graph.model.levels import Level
from graph.model.question import BOOTSTRAP_MOST, GapQuestion
from graph.store.base import View

LONGEST_TEXT = 200
LONGEST_ID = 512
YEAR = r"^[0-9]{4}$"

GapLevel = Literal["region", "departement", "epci"]
"""`graph.model.levels.GAP_LEVELS`, as a parameter; a test holds them equal."""

Measure = Literal["degree", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank", "core", "constraint"]
"""`graph.analysis.measures.MEASURES`, known without loading numpy; a test holds them equal."""


class DataStatus(StrEnum):
    """Which records an analysis counts; real and synthetic never together."""

    REAL = "reel"
    SYNTHETIC = "synthetique"


class Export(StrEnum):
    GRAPHML = "graphml"
    JSONLD = "jsonld"
    CSV = "csv"


def get_view(request: Request) -> View:
    view: View = request.app.state.connection.view()
    return view


def get_settings(request: Request) -> ApiSettings:
    settings: ApiSettings = request.app.state.settings
    return settings


class Analyses:
    """The computed documents of one revision, each computed once (`api.cache`)."""

    def __init__(self, view: View, cache: AnswerCache) -> None:
        self.view, self._cache = view, cache
        self.revision = view.revision()

    def gaps(self, asked: GapQuestion) -> Document:
        return self._once(("gaps", asked), partial(gaps_document, self.view, asked))

    def profiles(self, asked: GapQuestion) -> Document:
        return self._once(("profiles", asked), partial(profiles_document, self.view, asked))

    def centrality(
        self, measure: str, kind: str | None, territory: str | None, limit: int, counted: Counted = Counted.ACTION
    ) -> Document:
        options = (measure, kind, territory, limit, counted)
        return self._once(("centrality", *options), partial(centrality_document, self.view, *options))

    def collection(self) -> Document:
        return self._once(("collection",), partial(collection_document, self.view))

    def stats(self) -> Document:
        return self._once(("stats",), self.view.stats)

    def _once(self, question: tuple[object, ...], compute: Callable[[], Document]) -> Document:
        return self._cache.get((self.revision, *question), compute)


def get_analyses(request: Request, view: Annotated[View, Depends(get_view)]) -> Analyses:
    return Analyses(view, request.app.state.cache)


ViewDep = Annotated[View, Depends(get_view)]
SettingsDep = Annotated[ApiSettings, Depends(get_settings)]
AnalysesDep = Annotated[Analyses, Depends(get_analyses)]


def entity_id(
    id: Annotated[
        str, Path(min_length=1, max_length=LONGEST_ID, description="Identifiant (siren:…, exp:…, region:…).")
    ],
) -> str:
    return well_formed(id)


def well_formed(text: str) -> str:
    """An id as it is written: signs of a local id that an address lost to decoding are encoded again."""
    parts = text.split(":", 2)
    return ":".join([*parts[:2], quote(parts[2], safe="%")]) if len(parts) == 3 else text


EntityId = Annotated[str, Depends(entity_id)]
Text = Annotated[str, Query(alias="q", max_length=LONGEST_TEXT, description="Nom ou identifiant.")]
Kind = Annotated[NodeKind | None, Query(alias="kind", description="Nature de fiche.")]
Centre = Annotated[str, Query(min_length=1, max_length=LONGEST_ID, description="Identifiant du centre.")]
Depth = Annotated[int, Query(ge=1, le=3, description="Nombre de pas, de 1 à 3.")]
NodeLimit = Annotated[int, Query(ge=1, le=LIMIT_MAX, description=f"Nœuds rendus au plus ({LIMIT_DEFAULT}).")]
RowLimit = Annotated[int, Query(ge=1, le=ROWS_MAX, description=f"Lignes rendues au plus ({ROWS_DEFAULT}).")]
Cursor = Annotated[str | None, Query(max_length=2048, description="Suite d’une liste, rendue par « cursor ».")]
Kinds = Annotated[list[str] | None, Query(max_length=20, description="Profils d’acteurs ou natures de fiches gardés.")]
Year = Annotated[str | None, Query(pattern=YEAR, description="Année : 2016.")]
Profile = Annotated[str | None, Query(alias="kind", max_length=60, description="Profil d’acteur gardé.")]
Territory = Annotated[str | None, Query(max_length=LONGEST_ID, description="Territoire des alliances comptées.")]
CountedTies = Annotated[
    Counted, Query(alias="counted", description="Liens comptés : action commune, financements (funding) ou tous (all).")
]
Seats = Annotated[
    bool, Query(description="Compter au siège une alliance dont on ne connaît pas le lieu d’action (vrai), ou non.")
]
Status = Annotated[DataStatus | None, Query(description="Fiches comptées : reel ou synthetique, jamais ensemble.")]
Refits = Annotated[
    int, Query(ge=0, le=BOOTSTRAP_MOST, description="Réajustements du modèle (bootstrap), 0 pour aucun.")
]


def gap_question(
    level: GapLevel,
    status: Status = None,
    counted: CountedTies = Counted.ACTION,
    seats: Seats = True,
    since: Year = None,
    until: Year = None,
    counting: Annotated[Counting, Query(description="Compte plein ou partagé entre territoires.")] = Counting.FULL,
    source: Annotated[str | None, Query(max_length=LONGEST_TEXT, description="Une seule source.")] = None,
    capacity: Annotated[bool, Query(description="Comparer aussi par les indicateurs de capacité chargés.")] = True,
    bootstrap: Refits = 0,
    within: Annotated[
        str | None, Query(max_length=LONGEST_ID, description="Ne montrer que ce territoire ; tous restent comparés.")
    ] = None,
) -> GapQuestion:
    """The options of a gap table. Raises InvalidInput."""
    return GapQuestion(
        Level(level), status, counted, seats, since, until, counting, source, capacity, bootstrap, within
    )


GapAsked = Annotated[GapQuestion, Depends(gap_question)]
