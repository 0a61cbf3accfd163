"""A project as a sheet of what was learnt: what is said, what follows it, and « non renseigné » where nothing is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from graph.model.entities import Actor, Entity, Experiment, Theme
from graph.model.ids import odd_id
from graph.model.relations import Addresses, Follows, Participation, Relation
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import NETWORK, SECOND, said

pytestmark = pytest.mark.unit

JUDGE = "siren:552100554"
FIRST, NEXT, BARE = "exp:essai:A-1", "exp:essai:A-2", "exp:essai:A-3"
ENTITIES: list[Entity] = [
    Experiment(
        id=FIRST, label="Jardin partagé", phase="modelisation", start="2016", end="2018", frugality="Deux salariés.",
        performance="Trente familles.", relevance="Le besoin est là.", lessons="Commencer par le sol.",
        documents=("https://exemple.fr/bilan",),
    ),
    Experiment(id=NEXT, label="Jardins partagés, suite", start="2019"),
    Experiment(id=BARE, label="Essai dont rien n’est dit"),
    Actor(id=JUDGE, label="Cabinet des mesures", profile="entreprise"),
    Theme(id=odd_id(4), label="Éducation de qualité", scheme="odd", code="4"),
]  # fmt: skip
RELATIONS: list[Relation] = [Follows(source=NEXT, target=FIRST), Addresses(source=FIRST, target=odd_id(4)),
                             Participation(source=JUDGE, target=FIRST, role="evaluateur", start="2018")]  # fmt: skip


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    address = f"sqlite:///{Path(tmp_path_factory.mktemp('fiches')) / 'essai.db'}"
    store = open_store(Settings(store=address))
    with store.batch():
        store.merge([each.record(said(2)) for each in ENTITIES], [each.record(said(3)) for each in RELATIONS])
    store.close()
    with TestClient(create_app(ApiSettings(store=address))) as made:
        yield made


def test_what_was_learnt_is_on_the_sheet(sheets: TestClient) -> None:
    page = sheets.get(f"/experimentations/{FIRST}").text
    for text in ("Modélisation", "Deux salariés.", "Trente familles.", "Le besoin est là.", "Commencer par le sol."):
        assert text in page
    assert "ODD\u00a04" in page
    assert 'href="https://exemple.fr/bilan"' in page


def test_who_evaluated_it_is_named_and_silence_is_no_verdict(sheets: TestClient) -> None:
    part = sheets.get(f"/experimentations/{FIRST}").text.split('id="evaluations"')[1].split("</section>")[0]
    assert "Cabinet des mesures" in part
    assert "2018" in part
    assert "cela ne veut pas dire qu’elle n’a pas été évaluée" in sheets.get(f"/experimentations/{BARE}").text


def test_what_follows_and_what_came_before_are_linked(sheets: TestClient) -> None:
    assert f'Suivie par <a href="/experimentations/{NEXT}">' in sheets.get(f"/experimentations/{FIRST}").text
    assert f'Fait suite à <a href="/experimentations/{FIRST}">' in sheets.get(f"/experimentations/{NEXT}").text


def test_what_nobody_said_is_said_to_be_unsaid(sheets: TestClient) -> None:
    """Frugality, performance, relevance, lessons, goals, places and documents: seven."""
    page = sheets.get(f"/experimentations/{BARE}").text
    assert page.count("non renseigné<") == 7
    assert "Phase non renseignée, dates non renseignées" in page
    assert "Aucune suite ni phase antérieure n’est renseignée" in page


def test_an_alliance_is_not_asked_for_what_belongs_to_projects(client: TestClient) -> None:
    assert "Frugalité" not in client.get(f"/alliances/{NETWORK}").text
    assert "Frugalité" in client.get(f"/experimentations/{SECOND}").text
