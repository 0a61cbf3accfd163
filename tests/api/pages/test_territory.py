"""The sheet of a territory beside others: compared, placed on the funnel of its level, and its neighbours."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.answers.beside import TOLD
from api.app import create_app
from api.settings import ApiSettings
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.settings import Settings
from graph.store import open_store
from graph.territories import hierarchy, reference
from loaders.loading import load_references
from tests.api.gap_table import gap_table

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Every territory of the reference, and nothing that acts there."""
    address = f"sqlite:///{tmp_path_factory.mktemp('pays') / 'pays.db'}"
    with open_store(Settings(store=address)) as store:
        load_references(store)
    return address


@pytest.fixture
def everywhere(country: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("api.dependencies.gaps_document", gap_table)
    with TestClient(create_app(ApiSettings(store=country))) as made:
        yield made


@pytest.fixture
def client(store_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("api.dependencies.gaps_document", gap_table)
    with TestClient(create_app(ApiSettings(store=store_address))) as made:
        yield made


def test_it_is_compared_with_the_closest_in_population_that_are_loaded(client: TestClient) -> None:
    """An id that is not loaded would be a column of refusal: the link leads to columns that exist."""
    for asked in ("departement:33", "region:75"):
        document = client.get(f"/territoires/{asked}.json").json()
        loaded = [
            each["id"]
            for each in document["similar"]
            if client.get(f"/territoires/{each['id']}").status_code == HTTPStatus.OK
        ]
        sides = "&amp;".join(f"id={each.replace(':', '%3A')}" for each in [asked, *loaded][:5])
        assert (f'<a href="/comparer?{sides}">' in client.get(f"/territoires/{asked}").text) == bool(loaded)


def test_it_says_how_to_print(client: TestClient) -> None:
    assert "Imprimer" in client.get("/territoires/departement:33").text


def test_it_is_ringed_on_the_funnel_of_its_level(client: TestClient) -> None:
    for asked in ("departement:33", "region:75"):
        row, text = client.get(f"/territoires/{asked}.json").json()["gap"], client.get(f"/territoires/{asked}").text
        assert ('<circle class="ring"' in text) == (row["expected"] is not None)
        assert text.count("la bande de ce que le hasard seul explique") == text.count('class="ring"')


def test_its_neighbours_are_named_with_what_the_table_says_of_each(client: TestClient) -> None:
    document, text = (
        client.get("/territoires/departement:33.json").json(),
        client.get("/territoires/departement:33").text,
    )
    rows = document["neighbours"]["rows"]
    assert [row["territory"]["code"] for row in rows] == ["17", "24", "40", "47"]
    table = {
        row["territory"]["id"]: row
        for row in gap_table(client.app.state.connection.view(), GapQuestion(Level.DEPARTEMENT))["rows"]
    }
    section = text.partition('id="voisins"')[2].partition("</section>")[0]
    for row in rows:
        said = table[row["territory"]["id"]]
        assert {name: row[name] for name in TOLD} == {name: said[name] for name in TOLD}
        assert f'<a href="/territoires/{row["territory"]["id"]}">{row["territory"]["name"]}</a>' in section
    assert section.count("<tr>") == len(rows) + 1


@pytest.mark.parametrize(
    ("asked", "known", "said"),
    [
        ("epci:243100518", False, "Voisins non connus"),
        ("departement:974", True, "la mer l’entoure"),
        ("departement:973", True, "Brésil"),
        ("region:94", True, "île"),
    ],
)
def test_no_neighbour_is_not_the_same_as_neighbours_not_known(
    everywhere: TestClient, asked: str, known: bool, said: str
) -> None:
    document, text = everywhere.get(f"/territoires/{asked}.json").json(), everywhere.get(f"/territoires/{asked}").text
    assert document["neighbours"]["known"] is known
    assert document["neighbours"]["rows"] == []
    assert said in text.partition('id="voisins"')[2].partition("</section>")[0]


def test_an_epci_is_ringed_among_those_of_its_region(everywhere: TestClient) -> None:
    """Toulouse Métropole: the points are the EPCI that lie in Occitanie, not the twelve hundred of the country."""
    asked = "epci:243100518"
    row, text = everywhere.get(f"/territoires/{asked}.json").json()["gap"], everywhere.get(f"/territoires/{asked}").text
    beside = [
        each for each in reference.populations(Level.EPCI) if "region:76" in hierarchy.containing(each, Level.REGION)
    ]
    assert row["expected"] is not None
    assert text.count('<circle class="ring"') == 1
    assert text.count('class="point ') <= len(beside) < 200
    assert "intercommunalités de la même région (Occitanie)" in text


def test_the_rest_of_a_sheet_does_not_wait_for_gaps_that_a_worker_counts(store_address: str, tmp_path: Path) -> None:
    settings = ApiSettings(store=store_address, results=tmp_path, jobs_above=0, job_patience=0)
    with TestClient(create_app(settings)) as hurried:
        page, twin = (
            hurried.get("/territoires/departement:33?pistes=non"),
            hurried.get("/territoires/departement:33.json"),
        )
        rows = hurried.get("/territoires/departement:33.csv")
    assert (page.status_code, rows.status_code, twin.status_code) == (HTTPStatus.OK, HTTPStatus.OK, HTTPStatus.ACCEPTED)
    assert "en cours de calcul" in page.text
    assert "Voir si le calcul des écarts est prêt" in page.text
    assert "http-equiv" not in page.text  # who reads is not interrupted
