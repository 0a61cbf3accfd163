"""A form sends every field, empty ones too: none of them may be an error of the server."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import LEAD

pytestmark = pytest.mark.unit
FORMS = (
    "/ecarts?niveau=region&sieges=avec&depuis=&jusque=&decompte=plein&dans=&statut=",
    "/ecarts/zone?communes=33063&nom=&niveau=&sieges=avec&depuis=&jusque=",
    "/influence?mesure=degree&profil=&territoire=&theme=&depuis=&jusque=",
    "/structure?profil=&territoire=&theme=&depuis=&jusque=&hasard=",
    "/evolution?acteur=&territoire=&theme=&depuis=&jusque=",
    f"/reseau?centre={LEAD}&pas=&depuis=&jusque=",
    "/reseau?centre=",
    "/chemin?de=&vers=",
    "/recherche?q=&nature=&suite=",
    "/methode/eprouver?territoire=",
)


@pytest.mark.parametrize("address", FORMS)
def test_empty_fields_are_fields_that_are_not_said(address: str, client: TestClient) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/ecarts?depuis=20x", "/influence?profil=" + "x" * 61, "/reseau?pas=9&centre=x"])
def test_bounds_still_hold(address: str, client: TestClient) -> None:
    assert client.get(address).status_code == 422
