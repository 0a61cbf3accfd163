"""What is read as the server starts is what the first reader finds ready, and it stops when the server does."""

import pytest

from api.answers import selected
from api.app import create_app
from api.settings import ApiSettings
from api.warming import warming
from tests.api.conftest import TestClient

pytestmark = pytest.mark.unit


def test_the_first_reader_finds_the_relations_read(store_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[object] = []
    read = selected.read_columns
    monkeypatch.setattr(selected, "read_columns", lambda *given: readings.append(given[0]) or read(*given))
    with TestClient(create_app(ApiSettings(store=store_address), warm=True)) as client:
        assert client.get("/carte").status_code == 200
        assert client.get("/matrice").status_code == 200
    assert len(readings) == 1


def test_leaving_stops_the_reading(store_address: str) -> None:
    app = create_app(ApiSettings(store=store_address))
    with warming(app):
        pass
    app.state.connection.close()  # nothing reads it any more


def test_a_store_that_is_not_there_stops_nothing(tmp_path: object) -> None:
    with TestClient(create_app(ApiSettings(store=f"sqlite:///{tmp_path}/absent/rien.db"), warm=True)) as client:
        assert client.get("/healthz").status_code == 200
