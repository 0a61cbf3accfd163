"""The legal page: what NOTICE says, nobody invented, and a way to object that comes from the settings."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.legal import LICENCES
from api.settings import ApiSettings

pytestmark = pytest.mark.unit
NOTICE = (Path(__file__).parents[3] / "NOTICE").read_text(encoding="utf-8")


def test_every_licence_is_on_the_page_and_named_in_the_notice(store_address: str) -> None:
    with TestClient(create_app(ApiSettings(store=store_address))) as client:
        page = client.get("/mentions").text
        assert client.get("/mentions.json").json()["licences"] == [{"what": w, "licence": each} for w, each in LICENCES]
    for what, licence in LICENCES:
        assert what in page
        assert licence in page
    for name in ("Natural Earth", "Source Sans 3", "Source Serif 4", "vis-network 9.1.2", "Licence Ouverte 2.0"):
        assert name in NOTICE
        assert name in page


def test_one_objects_at_the_address_of_the_settings_or_is_told_it_is_missing(store_address: str) -> None:
    with TestClient(create_app(ApiSettings(store=store_address, contact="service@exemple.fr"))) as client:
        assert 'href="mailto:service@exemple.fr?subject=' in client.get("/mentions").text
    with TestClient(create_app(ApiSettings(store=store_address))) as client:
        text = client.get("/mentions").text
        assert "mailto:" not in text
        assert "ENTRELACS_CONTACT" in text


def test_every_page_leads_to_it(store_address: str) -> None:
    with TestClient(create_app(ApiSettings(store=store_address))) as client:
        assert '<a href="/mentions">' in client.get("/").text
