"""What a browser keeps, and how much it is sent."""

import pytest
from fastapi.testclient import TestClient

from api import assets

pytestmark = pytest.mark.unit

EVER = "public, max-age=31536000, immutable"


def test_an_address_with_its_hash_is_kept_for_ever(client: TestClient) -> None:
    answer = client.get(assets.address("/static/style.css"))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, EVER)


def test_the_page_names_its_styles_with_their_hash(client: TestClient) -> None:
    assert f'href="{assets.address("/static/style.css")}"' in client.get("/methode").text


def test_without_a_hash_the_file_is_asked_again(client: TestClient) -> None:
    assert client.get("/static/style.css").headers["cache-control"] == "no-cache"


def test_an_absent_file_is_not_kept(client: TestClient) -> None:
    answer = client.get("/static/absent.css?v=0")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


def test_each_folder_is_named(client: TestClient) -> None:
    assert client.get(assets.address("/static/visualisations/palette.css")).status_code == 200
    with pytest.raises(KeyError):
        assets.address("/ailleurs/style.css")


def test_pages_go_packed_and_fonts_as_they_are(client: TestClient) -> None:
    """WOFF2 is packed already: packing it again would cost time and save nothing."""
    font = "/static/fonts/source-sans-3-latin-wght-normal.woff2"
    packed = {path: client.get(path).headers.get("content-encoding") for path in ("/methode", font)}
    assert packed == {"/methode": "gzip", font: None}
