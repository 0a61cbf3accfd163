"""Themes and pairs of kinds: the page answers in words where there is too little to cross, and its twins agree."""

import pytest
from fastapi.testclient import TestClient

pytestmark = pytest.mark.unit


def test_the_page_and_its_twins_agree(client: TestClient) -> None:
    page, twin = client.get("/ecarts/profils?niveau=region"), client.get("/ecarts/profils.json?niveau=region")
    told = client.get("/api/v1/gaps/profiles?level=region")
    assert page.status_code == 200
    assert "Quels thèmes, quelles rencontres manquent" in page.text
    assert (twin.status_code, twin.json().keys()) == (told.status_code, told.json().keys())
    if told.status_code == 200:
        assert twin.json() == told.json()
        assert "trop peu pour conclure" in page.text
    else:
        assert told.json()["error"]["code"] == "not_resolvable"
