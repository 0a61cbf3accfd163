"""Parameters of the routes, bounded once: a route is its signature and one call."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import Depends, Path, Query, Request

from api.answers.centrality import CentralityQuestion, centrality_document
from api.answers.collection import collection_document
from api.answers.gaps import gaps_document
from api.answers.history import HistoryQuestion, actor_history_document, network_history_document
from api.answers.missing_pairs import territory_suggestions_document
from api.answers.network import LIMIT_DEFAULT, LIMIT_MAX
from api.answers.profiles import profiles_document
from api.answers.sheets import ROWS_DEFAULT, ROWS_MAX
from api.answers.space import space_document
from api.answers.structure import StructureQuestion, structure_document
from api.answers.suggestions import LIMIT_MAX as PISTES_MAX
from api.answers.suggestions import Pistes, all_pistes, is_territory, keeping_in, pistes_document, suggestions_document
from api.answers.zone import zone_document
from api.cache import AnswerCache
from api.document import Document
from api.jobs import Jobs, Question
from api.settings import ApiSettings
from graph.identity import Verdict
from graph.model.counts import Counted, Counting
from graph.model.entities import NodeKind
from graph.model.levels import Level
from graph.model.question import BOOTSTRAP_MOST, GapQuestion, Records
from graph.store.base import View

LONGEST_TEXT = 200
LONGEST_ID = 512
PAGE_PATIENCE = 4.0
"""Seconds a page waits for a long answer before it says that it is being worked out."""
YEAR = r"^[0-9]{4}$"

GapLevel = Literal["region", "departement", "epci"]
"""`graph.model.levels.GAP_LEVELS`, as a parameter; a test holds them equal."""

LoadedLevel = Literal["crte"]
"""`graph.model.levels.LOADED_LEVELS`, the same way."""

Measure = Literal["degree", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank", "core", "constraint"]
"""`graph.analysis.measures.MEASURES`, known without loading numpy; a test holds them equal."""


class Export(StrEnum):
    """`api.exports.FORMATS`, as a parameter; a test holds them equal."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"
    JSONLD = "jsonld"
    CYPHER = "cypher"


def get_view(request: Request) -> View:
    view: View = request.app.state.connection.view()
    return view


def get_settings(request: Request) -> ApiSettings:
    settings: ApiSettings = request.app.state.settings
    return settings


class Analyses:
    """The computed documents of one revision, each computed once: here (`api.cache`), or by a worker where the graph
    is large and `jobs` are given (`api.jobs`), which may raise Pending.
    """

    def __init__(self, view: View, cache: AnswerCache, jobs: Jobs | None = None, *, page: bool = False) -> None:
        self.view, self._cache, self._jobs, self._page = view, cache, jobs, page
        self.revision = view.revision()

    def gaps(self, asked: GapQuestion, most: float = PAGE_PATIENCE) -> Document:
        """`most`: seconds that a page waits for it."""
        return self._once(("gaps", asked), partial(gaps_document, self.view, asked), most)

    def begin_gaps(self, asked: GapQuestion) -> None:
        """Start it where it is a worker's, and do not wait for it."""
        if (work := self._worker(partial(gaps_document, self.view, asked))) is not None:
            jobs, long = work
            jobs.ask(long)

    def zone(self, asked: GapQuestion, communes: str, name: str | None) -> Document:
        return self._once(("zone", asked, communes, name), partial(zone_document, self.view, asked, communes, name))

    def space(self, asked: GapQuestion, seed: int) -> Document:
        return self._once(("space", asked, seed), partial(space_document, self.view, asked, seed))

    def profiles(self, asked: GapQuestion) -> Document:
        return self._once(("profiles", asked), partial(profiles_document, self.view, asked))

    def centrality(self, measure: str, asked: CentralityQuestion) -> Document:
        return self._once(("centrality", measure, asked), partial(centrality_document, self.view, measure, asked))

    def collection(self) -> Document:
        return self._once(("collection",), partial(collection_document, self.view))

    def network_history(self, asked: HistoryQuestion) -> Document:
        return self._once(("history", asked), partial(network_history_document, self.view, asked))

    def actor_history(self, actor_id: str, measure: str, asked: HistoryQuestion) -> Document:
        options = (actor_id, measure, asked)
        return self._once(("history", *options), partial(actor_history_document, self.view, *options))

    def structure(self, asked: StructureQuestion) -> Document:
        return self._once(("structure", asked), partial(structure_document, self.view, asked))

    def suggestions(self, identifier: str, limit: int, counted: Counted = Counted.ACTION) -> Document:
        """The pistes of all actors are worked out once, those of an actor or a territory are read from them."""
        asked = territory_suggestions_document if is_territory(identifier) else suggestions_document
        return asked(self.view, identifier, limit, counted, kept=self._pistes)

    def _pistes(self, synthetic: bool, counted: Counted) -> Pistes:
        """Of a large graph a worker ranks them first, and this process reads what it kept."""
        folder = None
        if self._jobs is not None and self._is_large(self._jobs.settings.jobs_above):
            self._once(("ranked", synthetic, counted), partial(pistes_document, self.view, synthetic, counted))
            folder = self._jobs.results.folder / self.revision

        def read() -> Document:
            with keeping_in(folder):
                return {"all": all_pistes(self.view, synthetic, counted)}

        kept = self._cache.get((self.revision, "pistes", synthetic, counted), read)
        pistes: Pistes = kept["all"]
        return pistes

    def stats(self) -> Document:
        return self._once(("stats",), self.view.stats)

    def _once(
        self, question: tuple[object, ...], compute: Callable[[], Document], most: float = PAGE_PATIENCE
    ) -> Document:
        if (work := self._worker(compute)) is None:
            return self._cache.get((self.revision, *question), compute)
        jobs, long = work
        patience = jobs.settings.job_patience
        return jobs.answer(long, min(patience, most) if self._page else patience, tell=self._page)

    def _worker(self, compute: Callable[[], Document]) -> tuple[Jobs, Question] | None:
        """Who answers in another process, and what it is asked; None where this one answers."""
        if self._jobs is None or (long := Question.of(self.revision, compute)) is None:
            return None
        return (self._jobs, long) if self._is_large(self._jobs.settings.jobs_above) else None

    def _is_large(self, participations: int) -> bool:
        count: int = self.stats()["relations"].get("PARTICIPATES_IN", 0)
        return count > participations


def get_analyses(request: Request, view: Annotated[View, Depends(get_view)]) -> Analyses:
    """A long answer is a job for the API and for pages alike, which say that it is being worked out."""
    jobs = request.app.state.jobs if request.app.state.connection.shared else None
    return Analyses(view, request.app.state.cache, jobs, page=not request.url.path.startswith("/api/"))


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
PisteLimit = Annotated[int, Query(ge=1, le=PISTES_MAX, description="Pistes rendues au plus.")]
Cursor = Annotated[str | None, Query(max_length=2048, description="Suite d’une liste, rendue par « cursor ».")]
Kinds = Annotated[list[str] | None, Query(max_length=20, description="Profils d’acteurs ou natures de fiches gardés.")]
Year = Annotated[str | None, Query(pattern=YEAR, description="Année : 2016.")]
Profile = Annotated[str | None, Query(alias="kind", max_length=60, description="Profil d’acteur gardé.")]
ThemeId = Annotated[
    str | None, Query(alias="theme", max_length=LONGEST_ID, description="Thème des alliances comptées.")
]
Within = Annotated[bool, Query(description="Mesurer entre les acteurs de ce profil seulement.")]
Named = Annotated[int, Query(ge=1, le=50, description="Alliances et partenaires nommés pour chaque année.")]
SwapDraws = Annotated[int | None, Query(ge=0, le=999, description="Réseaux tirés au hasard ; 0 : aucun.")]
StructureLimit = Annotated[int, Query(ge=1, le=500, description="Lignes de chaque partie.")]
Draws = Annotated[int | None, Query(ge=1, le=1000, description="Tirages pour les intervalles de rang.")]
Pivots = Annotated[int | None, Query(ge=2, le=100_000, description="Estimer depuis tant d’acteurs tirés au sort.")]
Exact = Annotated[bool | None, Query(description="Refuser une estimation.")]
Seed = Annotated[int, Query(ge=0, le=2**32 - 1, description="Graine des tirages.")]
Territory = Annotated[str | None, Query(max_length=LONGEST_ID, description="Territoire des alliances comptées.")]
CountedTies = Annotated[
    Counted, Query(alias="counted", description="Liens comptés : action commune, financements (funding) ou tous (all).")
]
Seats = Annotated[
    bool, Query(description="Compter au siège une alliance dont on ne connaît pas le lieu d’action (vrai), ou non.")
]
Status = Annotated[Records | None, Query(description="Fiches comptées : reel ou synthetique, jamais ensemble.")]
JudgedAs = Annotated[Verdict, Query(description="Paires jugées : unsure (à juger), same ou different.")]
Refits = Annotated[
    int, Query(ge=0, le=BOOTSTRAP_MOST, description="Réajustements du modèle (bootstrap), 0 pour aucun.")
]


def gap_question(
    level: GapLevel | LoadedLevel,
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
