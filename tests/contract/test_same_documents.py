"""One content, two stores: every document is the same, byte for byte but for the moment it was made.

The demonstration, and the research projects where the reference data are: 55 483 rows, so that orders, totals and cuts
are held on a graph where they matter.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from io import BytesIO
from typing import Any

import numpy as np
import pytest

from api import answers
from api.answers.centrality import CentralityQuestion
from api.answers.history import HistoryQuestion, network_history_document
from api.answers.missing_pairs import territory_suggestions_document
from api.answers.structure import StructureQuestion
from api.answers.suggestions import all_pistes
from graph.asking import Asked, read_text
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.project import Selection, two_mode
from graph.settings import Settings
from graph.store import Store, open_store
from loaders.demo import write_demonstration
from loaders.loading import load_files
from tests.reference import SHARED
from tests.support.neo4j import settings_for
from tests.support.server import Server

pytestmark = [pytest.mark.contract, pytest.mark.neo4j, pytest.mark.reference]

Question = Callable[[Store], Any]
ANR = SHARED / "data" / "projects" / "anr"
REAL = ANR.is_dir()
CENTRES = ("region:32", "departement:33", "commune:33063", "odd:4")


@pytest.fixture(scope="module")
def stores(neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    folder = tmp_path_factory.mktemp("documents")
    write_demonstration(folder / "demonstration")
    files = [str(folder / "demonstration"), *([str(ANR)] if REAL else [])]
    neo4j_server.empty()
    addresses = (Settings(store=f"sqlite:///{folder / 'g.db'}"), settings_for(neo4j_server))
    opened = [open_store(settings) for settings in addresses]
    for store in opened:
        load_files(store, files)
    yield opened[0], opened[1]
    for store in opened:
        store.close()


def centres(store: Store) -> list[str]:
    """Fixed ones, and the first actors and events in order of id."""
    ties = sorted(store.participations())
    return [*CENTRES, *(end for tie in (ties[0], ties[len(ties) // 2], ties[-1]) for end in tie)]


def test_the_reference_data_are_part_of_it() -> None:
    if not REAL:
        pytest.skip("données de référence absentes : ../shared/data/projects/anr ; la démonstration seule est comparée")


def sources_without_moments(store: Store) -> Any:
    """The two stores were not filled in the same second."""
    document: Any = answers.sources_document(store)
    for row in document["rows"]:
        for dated in (row, *row["files"]):
            del dated["loaded_at"]
    return document


def same(stores: tuple[Store, Store], question: Question) -> Any:
    """The document, once it is seen to be the same bytes from both."""
    embedded, server = (question(store) for store in stores)
    for document in (embedded, server):
        document.pop("generated_at", None)
    assert json.dumps(embedded, ensure_ascii=False) == json.dumps(server, ensure_ascii=False)
    return embedded


def test_stats(stores: tuple[Store, Store]) -> None:
    document = same(stores, answers.stats_document)
    assert document["nodes"]["Experiment"] == (17_580 if REAL else 500)  # 17 080 research projects, 500 invented


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_subgraph(stores: tuple[Store, Store], depth: int) -> None:
    for centre in centres(stores[0]):
        found = same(stores, partial(answers.subgraph_document, centre=centre, depth=depth, limit=300))
        assert found["nodes"][0]["id"] == centre


@pytest.mark.parametrize("kept", [{"kinds": ["academique"]}, {"since": "2015", "until": "2019"}])
def test_filtered_subgraph(stores: tuple[Store, Store], kept: dict[str, Any]) -> None:
    for centre in centres(stores[0]):
        same(stores, partial(answers.subgraph_document, centre=centre, depth=2, limit=300, **kept))


def test_path(stores: tuple[Store, Store]) -> None:
    ends = centres(stores[0])[-6:]
    for start, end in zip(ends, ends[1:], strict=False):
        same(stores, partial(answers.path_document, start=start, end=end, limit=5))


@pytest.mark.parametrize(
    "text", ["université", "L'ÉCOLE", "labo", "cnrs paris", "552100554", "de", "saint-étienne", "atelier", "zzz"]
)
def test_search(stores: tuple[Store, Store], text: str) -> None:
    same(stores, partial(answers.search_document, text=text, kind=None, limit=100))
    same(stores, partial(answers.search_document, text=text, kind="Actor", limit=5))


@pytest.mark.parametrize("measure", ["betweenness", "constraint", "eigenvector"])
def test_centrality_within_a_region(stores: tuple[Store, Store], measure: str) -> None:
    asked = CentralityQuestion(territory="region:53", kind="academique")
    question = partial(answers.centrality_document, measure=measure, asked=asked)
    assert same(stores, question)["total"] > 0 or not REAL


def test_centrality_of_the_whole(stores: tuple[Store, Store]) -> None:
    """The other measures follow from the same arrays."""
    assert same(stores, partial(answers.centrality_document, measure="pagerank", asked=CentralityQuestion(limit=500)))[
        "rows"
    ]
    embedded, server = (two_mode(store, Selection(synthetic=not REAL)) for store in stores)
    for name in ("actor_ids", "actor_labels", "actor_kinds", "event_ids"):
        assert getattr(embedded, name) == getattr(server, name)
    assert np.array_equal(embedded.rows, server.rows)
    assert np.array_equal(embedded.cols, server.cols)


@pytest.mark.parametrize("level", [Level.REGION, Level.DEPARTEMENT, Level.EPCI])
@pytest.mark.parametrize(
    "status",
    ["synthetique", pytest.param("reel", marks=pytest.mark.skipif(not REAL, reason="données de référence absentes"))],
)
def test_gaps(stores: tuple[Store, Store], level: Level, status: str) -> None:
    document = same(stores, partial(answers.gaps_document, asked=GapQuestion(level, status)))
    assert sum(row["observed"] for row in document["rows"]) > 0


def test_sheets_sources_and_coverage(stores: tuple[Store, Store]) -> None:
    ties = sorted(stores[0].participations())
    for actor, event in (ties[0], ties[len(ties) // 2], ties[-1]):
        same(stores, partial(answers.actor_document, actor_id=actor))
        same(stores, partial(answers.experiment_document, event_id=event))
    same(stores, partial(answers.territory_document, territory_id="region:32"))
    same(stores, sources_without_moments)
    same(stores, answers.coverage_document)


def test_pistes_of_actors_and_of_a_territory(stores: tuple[Store, Store]) -> None:
    """All pistes are worked out once for each store, as the service does."""
    (_, event) = sorted(stores[0].participations())[0]
    someone = next(actor for actor, joined in stores[0].participations() if joined == event)
    kept = {id(store): cache(partial(all_pistes, store)) for store in stores}

    def of_actor(store: Store) -> Any:
        return without_moment(answers.suggestions_document(store, someone, kept=kept[id(store)]))

    def of_territory(store: Store) -> Any:
        return without_moment(territory_suggestions_document(store, "region:53", kept=kept[id(store)]))

    same(stores, of_actor)
    same(stores, of_territory)


def test_the_shape_of_a_part_of_the_network_and_its_years(stores: tuple[Store, Store]) -> None:
    same(stores, partial(answers.structure_document, asked=StructureQuestion(territory="region:53", draws=2)))
    same(stores, partial(network_history_document, asked=HistoryQuestion(territory="region:53")))


RELATIONS = (
    "", "type=PARTICIPATES_IN&territory=region:53", "source_kind=academique&period=2014", "role=porteur&theme=odd:4",
    '{"or": [{"territory": "departement:33"}, {"amount_min": 50000}], "not": {"target_kind": "Alliance"}}',
)  # fmt: skip


@pytest.mark.parametrize("text", RELATIONS)
def test_relations_by_a_filter_page_by_page_and_as_files(stores: tuple[Store, Store], text: str) -> None:
    asked = Asked(read_text(text))
    first = same(stores, partial(answers.relations_document, asked=asked, limit=200))
    assert first["total"] > 0
    if first["cursor"]:
        after = same(stores, partial(answers.relations_document, asked=asked, limit=200, cursor=first["cursor"]))
        assert after["total"] == first["total"]
    if not text and REAL:
        return  # 200 000 rows: the files of the narrower questions are compared
    for kind in ("csv", "graphml", "parquet"):
        written = []
        for store in stores:
            file = BytesIO()
            answers.write_relations(store, asked, kind, file)
            written.append(file.getvalue())
        assert written[0] == written[1], kind


def without_moment(document: Any) -> Any:
    """`data_as_of` is when each of the two stores was loaded."""
    document.pop("data_as_of")
    return document
