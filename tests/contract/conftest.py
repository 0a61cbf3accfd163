"""One suite on every store. A small graph with two actors in common, built through the model as a loader would."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.model.entities import Actor, Entity, Experiment, Territory, Theme
from graph.model.origin import Origin
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import ActsIn, Addresses, LocatedBy, Participation, Relation
from graph.settings import Settings
from graph.store import Store, open_store

STORES = ["memory", "file", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=STORES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "neo4j":
        given: Settings = request.getfixturevalue("neo4j_settings")
        return given
    return Settings(store="sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path / 'g.db'}")


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = open_store(settings)
    yield opened
    opened.close()


def origin(line: int = 1, source: str = "essai") -> Origin:
    return Origin(source=source, run=f"run-{source}", line=line)


def records(*said: Entity | Relation, line: int = 1) -> tuple[list[NodeRecord], list[RelationRecord]]:
    nodes = [each.record(origin(line)) for each in said if isinstance(each, Entity)]
    return nodes, [each.record(origin(line)) for each in said if isinstance(each, Relation)]


def small_graph() -> tuple[list[NodeRecord], list[RelationRecord]]:
    """a — e1 — b — e2 — c ; e1 acts in Bordeaux, e2 is known only as Bretagne ; both address ODD 4."""
    actors = [
        Actor(id="siren:552100554", label="L’Œuvre du Nord-Est", profile="association"),
        Actor(id="mention:000000000000000b", label="Passerelles", profile="entreprise"),
        Actor(id="mention:000000000000000c", label="Passerelles du Vallon"),
    ]
    events = [
        Experiment(id="exp:essai:1", label="Mobilité solidaire", start="2014", end="2016"),
        Experiment(id="exp:essai:2", label="École des métiers", start="2018"),
    ]
    places = [
        Territory(id=f"{level}:{code}", label=name, level=level, code=code, vintage="2026")
        for level, code, name in (
            ("commune", "33063", "Bordeaux"), ("departement", "33", "Gironde"), ("region", "75", "Nouvelle-Aquitaine"),
            ("region", "53", "Bretagne"),
        )
    ]  # fmt: skip
    a, b, c = (actor.id for actor in actors)
    ties: list[Entity | Relation] = [
        Participation(source=a, target="exp:essai:1", role="porteur"),
        Participation(source=b, target="exp:essai:1", role="partenaire"),
        Participation(source=b, target="exp:essai:2", role="porteur"),
        Participation(source=b, target="exp:essai:2", role="coordinateur"),
        Participation(source=c, target="exp:essai:2", role="partenaire"),
        ActsIn(source="exp:essai:1", target="commune:33063", located_by=LocatedBy.DECLARED),
        ActsIn(source="exp:essai:2", target="region:53", located_by=LocatedBy.DECLARED),
        Theme(id="odd:4", label="Éducation de qualité", scheme="odd", code="4"),
        Addresses(source="exp:essai:1", target="odd:4"),
        Addresses(source="exp:essai:2", target="odd:4"),
    ]
    return records(*actors, *events, *places, *ties)
