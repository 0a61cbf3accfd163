"""What surrounds every answer."""

import base64
import hashlib
import re

import pytest
from fastapi.testclient import TestClient

from tests.api.addresses import addresses
from tests.api.conftest import LEAD

pytestmark = pytest.mark.unit


def test_strict_headers_on_every_route_and_every_error(client: TestClient) -> None:
    for address in [*addresses(client.app), "/static/style.css", "/nulle-part", "/api/v1/nothing"]:  # type: ignore[arg-type]
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'"), address
        assert "unsafe-inline" not in policy
        assert f"frame-ancestors {_ancestors(address)};" in policy, address
        assert "base-uri 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def _ancestors(address: str) -> str:
    """Who may frame it: this site, what is made to be framed and the standalone drawing; nobody, the rest."""
    return "'self'" if address.startswith(("/integration/", "/api/v1/rendering")) else "'none'"


def test_no_page_needs_an_inline_script_or_style_nor_another_machine(client: TestClient) -> None:
    pages = [a for a in addresses(client.app) if not a.startswith(("/api", "/openapi"))]  # type: ignore[arg-type]
    for address in pages:
        response = client.get(address)
        if not response.headers["content-type"].startswith("text/html"):
            continue
        text = response.text
        assert not re.search(r"<style|\sstyle=|\son\w+=", text), address
        for script in re.findall(r"<script([^>]*)>", text):
            assert 'src="/static/' in script or 'type="application/json"' in script
        loaded = re.findall(r'<(?:link|script|img|iframe)[^>]*(?:href|src)="([^"]+)"', text)
        assert all(url.startswith("/") and not url.startswith("//") for url in loaded), address


def test_the_drawn_page_runs_only_what_its_policy_names(client: TestClient) -> None:
    response = client.get(f"/api/v1/rendering?centre={LEAD}")
    policy = response.headers["content-security-policy"]
    for content in re.findall(r"<script(?![^>]*json)[^>]*>(.*?)</script>", response.text, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "http" not in policy


def test_head_is_get_without_its_body(client: TestClient) -> None:
    response = client.head("/api/v1/stats")
    assert response.status_code == 200
    assert response.content == b""
    assert response.headers["etag"] == client.get("/api/v1/stats").headers["etag"]


@pytest.mark.parametrize("address", ["/api/v1/stats", "/api/v1/centrality?measure=degree", "/api/v1/export/csv"])
def test_an_answer_already_held_is_not_sent_again(client: TestClient, address: str) -> None:
    first = client.get(address)
    assert first.status_code == 200, first.text
    again = client.get(address, headers={"If-None-Match": f'"autre", {first.headers["etag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


def test_the_tag_depends_on_the_options(client: TestClient) -> None:
    tags = {client.get(f"/api/v1/centrality?measure={m}").headers["etag"] for m in ("degree", "core")}
    assert len(tags) == 2
