"""The sheet of a territory beside others: compared, placed on the funnel of its level, and its neighbours."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import ApiSettings
from tests.api.gap_table import gap_table

pytestmark = pytest.mark.unit


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
