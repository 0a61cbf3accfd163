"""A small graph built record by record, in a SQLite file of the test's own, and a client on it.

Two worlds side by side: imported records (one actor with a hostile name) and one synthetic experiment.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import ApiSettings
from graph.model.coverage import Coverage, DataState
from graph.model.entities import Actor, Alliance, Entity, Experiment, Territory, Theme
from graph.model.ids import odd_id, siren_id
from graph.model.origin import Origin, Status
from graph.model.relations import ActsIn, Addresses, LocatedBy, Participation, Relation, SituatedIn
from graph.settings import Settings
from graph.store import open_store
from graph.store.base import Run, Shelf
from tests.cli.running import entrelacs

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # starlette prefers a client that is not among our dependencies
    from fastapi.testclient import TestClient

RUN = "00000000000000aa"
HOSTILE = """Asso </script><script>alert(1)</script> "x" href='javascript:alert(1)' & <b>gras</b>"""
LEAD = siren_id("552100554")
HOSTILE_ID = "mention:00000000000000bb"
ALONE_ID = "mention:00000000000000cc"
ONCE_ID, GONE_ID = "mention:00000000000000dd", "mention:00000000000000ee"
"""One that became the lead, and one whose load was undone."""
PROJECT = "exp:essai:P%2F1"
SECOND = "exp:essai:P-2"
MADE_UP = "exp:demonstration:E-1"
NETWORK = "alliance:essai:R-1"


def said(line: int, status: Status = Status.IMPORTED) -> Origin:
    source = "demonstration" if status is Status.SYNTHETIC else "essai"
    return Origin(source=source, run=RUN, line=line, vintage="2024", status=status, stated_as="dit ainsi")


ENTITIES: list[tuple[Entity, Status]] = [
    (Territory(id="region:75", label="Nouvelle-Aquitaine", level="region", code="75", vintage="2026", population=6_000_000), Status.IMPORTED),
    (Territory(id="departement:33", label="Gironde", level="departement", code="33", vintage="2026", population=1_600_000), Status.IMPORTED),
    (Territory(id="commune:33063", label="Bordeaux", level="commune", code="33063", vintage="2026", population=260_000), Status.IMPORTED),
    (Theme(id=odd_id(4), label="Éducation de qualité", scheme="odd", code="4"), Status.IMPORTED),
    (Actor(id=LEAD, label="L’Atelier d’à côté", profile="association", siren="552100554"), Status.IMPORTED),
    (Actor(id=HOSTILE_ID, label=HOSTILE), Status.IMPORTED),
    (Actor(id=ALONE_ID, label="Société isolée", profile="entreprise"), Status.IMPORTED),
    (Experiment(id=PROJECT, label="Projet d’essai", start="2016-05-07", end="2018", documents=("javascript:alert(1)", "https://exemple.fr/a")), Status.IMPORTED),
    (Experiment(id=SECOND, label="Second projet", start="2019"), Status.IMPORTED),
    (Alliance(id=NETWORK, label="Réseau durable", start="2010"), Status.IMPORTED),
    (Experiment(id=MADE_UP, label="Essai inventé", start="2020", phase="modelisation"), Status.SYNTHETIC),
]  # fmt: skip
RELATIONS: list[tuple[Relation, Status]] = [
    (Participation(source=LEAD, target=PROJECT, role="porteur", start="2016"), Status.IMPORTED),
    (Participation(source=HOSTILE_ID, target=PROJECT, role="partenaire"), Status.IMPORTED),
    (Participation(source=HOSTILE_ID, target=SECOND, role="porteur"), Status.IMPORTED),
    (Participation(source=LEAD, target=NETWORK, role=""), Status.IMPORTED),
    (Participation(source=LEAD, target=MADE_UP, role="financeur"), Status.SYNTHETIC),
    (ActsIn(source=PROJECT, target="commune:33063", located_by=LocatedBy.DECLARED), Status.IMPORTED),
    (ActsIn(source=MADE_UP, target="departement:33", located_by=LocatedBy.DECLARED), Status.SYNTHETIC),
    (SituatedIn(source=LEAD, target="commune:33063"), Status.IMPORTED),
    (Addresses(source=PROJECT, target=odd_id(4)), Status.IMPORTED),
]


@pytest.fixture(scope="session")
def store_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("graphe") / "essai.db"
    address = f"sqlite:///{path}"
    store = open_store(Settings(store=address))
    run = Run(
        RUN,
        "essai",
        "essai.csv",
        "0" * 64,
        "2024",
        "Licence Ouverte 2.0",
        "Éditeur d’essai",
        12,
        True,
        "2026-01-01T00:00:00Z",
    )
    store.open_run(run)
    with store.batch():
        nodes = [entity.record(said(line, status)) for line, (entity, status) in enumerate(ENTITIES, 2)]
        store.merge(
            nodes, [relation.record(said(line, status)) for line, (relation, status) in enumerate(RELATIONS, 2)]
        )
        store.put(Shelf.ALIAS, {ONCE_ID: LEAD})
        store.put(Shelf.GONE, {GONE_ID: RUN})
        store.merge_coverage([Coverage(territory="pays:FR", source="essai", state=DataState.PARTIAL, run=RUN)])
    store.close_run(run)
    store.close()
    return address


@pytest.fixture(scope="session")
def client(store_address: str) -> Iterator[TestClient]:
    app = create_app(ApiSettings(store=store_address))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The real analyses, on the demonstration as the command loads it."""
    address = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'g.db'}"
    assert entrelacs("demo", store=address).code == 0
    with TestClient(create_app(ApiSettings(store=address))) as made:
        yield made


@pytest.fixture
def no_store(tmp_path: Path) -> Iterator[TestClient]:
    """A client on a store that is not there."""
    app = create_app(ApiSettings(store=f"sqlite:///{tmp_path}/absent/rien.db"))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as made:
        yield made
