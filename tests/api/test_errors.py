"""One shape for every error, on every route; the same words on a page (interfaces.md §5, codebase.md rule 12)."""

import re

import pytest
from fastapi.testclient import TestClient

from api import errors
from api.cache import Overloaded
from graph import errors as graph_errors
from tests.api.addresses import addresses
from tests.api.conftest import LEAD
from tests.support.french import plain

pytestmark = pytest.mark.unit


def assert_error_shape(response: object, status: int) -> dict[str, object]:
    assert response.status_code == status, response.text  # type: ignore[attr-defined]
    document = response.json()  # type: ignore[attr-defined]
    assert set(document) == {"error"}
    error = document["error"]
    assert set(error) == {"code", "message", "details", "request_id"}
    assert re.fullmatch(r"[a-z_]+", error["code"])
    assert error["message"]
    assert isinstance(error["details"], list)
    assert error["request_id"] == response.headers["x-request-id"]  # type: ignore[attr-defined]
    return error  # type: ignore[no-any-return]


def test_every_error_of_the_tree_has_a_status() -> None:
    found = [
        kind
        for kind in vars(graph_errors).values()
        if isinstance(kind, type) and issubclass(kind, graph_errors.EntrelacsError)
    ]
    assert set(found) <= set(errors.STATUS)
    assert Overloaded in errors.STATUS


def test_every_route_refuses_a_method_in_the_one_shape(client: TestClient) -> None:
    for address in addresses(client.app):  # type: ignore[arg-type]
        response = client.put(address)  # a filter may be posted
        if errors.wants_page(address.partition("?")[0]):
            assert response.status_code == 405
            assert response.headers["content-type"].startswith("text/html")
        else:
            assert_error_shape(response, 405)
        assert response.headers["allow"] == "GET"


def test_every_route_that_reads_the_store_says_it_is_down(no_store: TestClient) -> None:
    alive = {
        "/healthz",
        "/openapi.json",
        "/methode",
        "/methode.json",
        "/methode/eprouver",
        "/methode/eprouver.json",
        "/docs",
        "/selection.json",
        "/mentions",
        "/mentions.json",
    }
    for address in addresses(no_store.app):  # type: ignore[arg-type]
        response = no_store.get(address)
        path = address.partition("?")[0]
        if path in alive:
            assert response.status_code == 200, path
            continue
        if path.startswith("/api/v1/jobs/"):  # results stand beside the graph, which is not read
            assert_error_shape(response, 404)
            continue
        assert response.status_code == 503, path
        assert int(response.headers["retry-after"]) > 0
        if errors.wants_page(path):
            assert "<h1>Le graphe ne répond pas</h1>" in response.text
        else:
            assert assert_error_shape(response, 503)["code"] == "store_unavailable"


@pytest.mark.parametrize(
    ("address", "status", "code", "words"),
    [
        ("/api/v1/nothing", 404, "not_found", "/docs"),
        ("/api/v1/actors/siren:999999990", 404, "unknown_entity", "siren:999999990"),
        ("/api/v1/actors/exp:essai:P-2", 404, "unknown_entity", "Experiment"),
        ("/api/v1/subgraph?centre=siren:999999990", 404, "unknown_entity", "siren:999999990"),
        ("/api/v1/subgraph", 422, "invalid_parameter", "centre : attendu, absent"),
        (f"/api/v1/subgraph?centre={LEAD}&depth=9", 422, "invalid_parameter", "depth : attendu au plus 3"),
        (f"/api/v1/subgraph?centre={LEAD}&depth=deux", 422, "invalid_parameter", "attendu un nombre entier"),
        (f"/api/v1/subgraph?centre={LEAD}&limit=-1", 422, "invalid_parameter", "limit : attendu au moins 1"),
        (f"/api/v1/subgraph?centre={LEAD}&limit=2001", 422, "invalid_parameter", "limit : attendu au plus 2000"),
        (f"/api/v1/subgraph?centre={LEAD}&since=hier", 422, "invalid_parameter", "since : attendu une année"),
        (
            f"/api/v1/subgraph?centre={LEAD}&since=2016-05",
            422,
            "invalid_parameter",
            "attendu une année, par exemple 2016",
        ),
        (f"/api/v1/subgraph?centre={LEAD}&since=2020&until=2016", 400, "invalid_input", "Période à rebours"),
        (f"/api/v1/subgraph?centre={LEAD}&kinds=licorne", 400, "invalid_input", "« licorne » inconnu"),
        (f"/api/v1/rendering?centre={LEAD}&kinds=licorne", 400, "invalid_input", "« licorne » inconnu"),
        ("/api/v1/coverage?cursor=suite", 400, "invalid_input", "Curseur inconnu : « suite »"),
        ("/api/v1/gaps?level=canton", 422, "invalid_parameter", "attendu region, departement ou epci"),
        ("/api/v1/gaps", 422, "invalid_parameter", "level : attendu, absent"),
        ("/api/v1/centrality?measure=charme", 422, "invalid_parameter", "attendu degree, betweenness"),
        ("/api/v1/search?q=" + "a" * 201, 422, "invalid_parameter", "attendu au plus 200 caractères"),
        ("/api/v1/search?q=a&kind=Person", 422, "invalid_parameter", "attendu Actor"),
        ("/api/v1/export/docx", 422, "invalid_parameter", "graphml"),
        ("/api/v1/search?q=" + "a" * 5000, 414, "uri_too_long", "trop longue"),
    ],
)
def test_bad_input_is_told_what_was_expected(
    client: TestClient, address: str, status: int, code: str, words: str
) -> None:
    error = assert_error_shape(client.get(address), status)
    assert error["code"] == code
    assert words in plain(error["message"])


def test_a_value_is_never_echoed_whole(client: TestClient) -> None:
    error = assert_error_shape(client.get("/api/v1/search?q=" + "x" * 1000), 422)
    assert len(str(error["details"])) < 300


def test_a_body_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    assert_error_shape(client.post("/api/v1/stats", content=b"x" * 70_000), 413)


def test_an_unexpected_failure_says_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret=/chemin/interne")

    monkeypatch.setattr("api.routes.catalogue.sources_document", broken)
    error = assert_error_shape(client.get("/api/v1/sources"), 500)
    assert "secret" not in str(error)
    assert str(error["request_id"]) in caplog.text


def test_a_page_that_does_not_exist_is_a_page_with_near_matches(client: TestClient) -> None:
    response = client.get("/acteurs/siren:552100555")
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert 'lang="fr"' in response.text
    assert "Rien à cette adresse" in response.text


def test_the_twin_of_a_page_that_does_not_exist_is_json(client: TestClient) -> None:
    assert_error_shape(client.get("/acteurs/siren:552100555.json"), 404)


def test_a_hostile_address_is_escaped_on_the_error_page(client: TestClient) -> None:
    response = client.get("/acteurs/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert response.status_code == 404
    assert "<script>" not in response.text


def test_what_is_near_has_a_name_on_the_page_and_an_id_for_programs(client: TestClient) -> None:
    unknown = f"{LEAD[:-1]}5"
    page = client.get(f"/acteurs/{unknown}")
    assert page.status_code == 404
    assert f'<a href="/acteurs/{LEAD}">L’Atelier d’à côté</a> <code class="muted">{LEAD}</code>' in page.text
    (detail,) = client.get(f"/api/v1/actors/{unknown}").json()["error"]["details"]
    assert LEAD in detail["suggestions"]
