"""The routes on relations: two forms of one question, pages, files that say what they are, and hostile input."""

import csv
import io
import json
from typing import Any
from urllib.parse import quote, unquote

import networkx as nx
import pytest
from pyarrow import parquet

from api.app import create_app
from api.settings import ApiSettings
from tests.api.conftest import HOSTILE, HOSTILE_ID, LEAD, MADE_UP, NETWORK, PROJECT, RELATIONS, SECOND, TestClient
from tests.support.french import plain

pytestmark = pytest.mark.unit
ADDRESS = "/api/v1/relations"


def asked(client: TestClient, query: str = "") -> Any:
    reply = client.get(f"{ADDRESS}?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_without_a_filter_all_relations_are_there_in_order(client: TestClient) -> None:
    document = asked(client)
    keys = [(row["type"], row["source"], row["target"], row["role"] or "") for row in document["rows"]]
    assert keys == sorted(keys)
    assert (document["total"], len(keys), document["truncated"], document["cursor"]) == (len(RELATIONS),) * 2 + (
        False,
        None,
    )
    assert document["filter"] == {}
    assert "synthétiques" in document["notice"]


def test_a_row_says_who_says_it_and_what_it_touches(client: TestClient) -> None:
    (row,) = asked(client, "role=porteur&source_kind=association&territory=departement:33")["rows"]
    assert (row["source"], row["source_profile"], row["target"], row["target_kind"]) == (
        LEAD,
        "association",
        PROJECT,
        "Experiment",
    )
    assert (row["sources"], row["vintages"], row["statuses"]) == (["essai"], ["2024"], ["importe"])
    assert (row["start"], row["event"], row["event_start"], row["event_end"]) == ("2016", PROJECT, "2016-05-07", "2018")
    assert row["origins"][0]["line"] == 2


def test_the_body_means_the_address(client: TestClient) -> None:
    flat = asked(client, "type=PARTICIPATES_IN&role=porteur&role=partenaire&limit=2")
    body = {"filter": {"type": "PARTICIPATES_IN", "role": ["partenaire", "porteur"]}, "limit": 2}
    posted = client.post(ADDRESS, json=body)
    assert posted.json() == flat
    assert posted.headers["cache-control"] == "no-store"
    added = asked(client, "limit=2&type=PARTICIPATES_IN&filter=" + quote('{"role": ["partenaire", "porteur"]}'))
    assert added["rows"] == flat["rows"]


def test_pages_follow_and_keep_the_total(client: TestClient) -> None:
    whole = asked(client, "type=PARTICIPATES_IN")["rows"]
    read: list[Any] = []
    cursor = ""
    while True:
        page = asked(client, f"type=PARTICIPATES_IN&limit=2{cursor}")
        assert page["total"] == len(whole) == 5
        read += page["rows"]
        if not page["truncated"]:
            break
        cursor = f"&cursor={page['cursor']}"
    assert read == whole
    # the cursor of another question is a place all the same, and the total is that of this question
    other = asked(client, f"limit=2{cursor}")
    assert other["total"] == len(RELATIONS)


def test_a_csv_escapes_what_a_spreadsheet_would_run_and_says_its_notice(client: TestClient) -> None:
    reply = client.get(f"{ADDRESS}?type=PARTICIPATES_IN&format=csv")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 5
    assert {row["statuses"] for row in rows} == {"importe", "synthetique"}
    assert HOSTILE in {row["source_label"] for row in rows}
    assert plain(unquote(reply.headers["x-entrelacs-notice"])) == "données synthétiques de démonstration"
    assert "additionne pas" in plain(unquote(reply.headers["x-entrelacs-caveat"]))
    assert len(reply.headers["x-entrelacs-revision"]) == 32
    assert reply.headers["content-disposition"] == 'attachment; filename="relations.csv"'
    assert client.get(f"{ADDRESS}?format=csv", headers={"If-None-Match": "*"}).status_code == 304


def test_graphml_and_parquet_hold_the_same_relations(client: TestClient) -> None:
    rows = asked(client, "type=PARTICIPATES_IN")["rows"]
    graph = nx.parse_graphml(client.get(f"{ADDRESS}?type=PARTICIPATES_IN&format=graphml").text)
    assert sorted(graph.edges()) == sorted((row["source"], row["target"]) for row in rows)
    assert graph.nodes[LEAD]["profile"] == "association"
    assert {data["statuses"] for _, _, data in graph.edges(data=True)} == {"importe", "synthetique"}
    assert "synthétiques" in graph.graph["notice"]
    assert graph.graph["filter"] == '{"type":"PARTICIPATES_IN"}'
    read = parquet.read_table(io.BytesIO(client.get(f"{ADDRESS}?type=PARTICIPATES_IN&format=parquet").content))
    assert [row["target"] for row in read.to_pylist()] == [row["target"] for row in rows]
    told = json.loads(read.schema.metadata[b"entrelacs"])
    assert "synthétiques" in told["notice"]
    assert set(told["columns"]) == set(read.column_names)


@pytest.mark.parametrize("format", ["csv", "graphml", "parquet"])
def test_a_file_is_the_same_bytes_twice_and_may_be_empty(client: TestClient, format: str) -> None:
    for query in ("", "&status=reel"):
        first, again = (client.get(f"{ADDRESS}?format={format}{query}") for _ in range(2))
        assert first.status_code == 200
        assert first.content == again.content


REFUSED = {
    "typ=ACTS_IN": (400, "Champ inconnu : « typ »"),
    "type=acts_in": (400, "type : « acts_in » — attendu un de"),
    "amount_min=beaucoup": (400, "attendu un nombre d’euros"),
    "period=2018/2016": (400, "la fin précède le début"),
    "territory=departement:99": (404, "departement:99"),
    f"territory={LEAD}": (400, "attendu une fiche Territory"),
    "source=anr": (400, "attendu une source chargée : demonstration, essai"),
    "limit=0": (422, "limit"),
    "format=xlsx": (422, "attendu json, csv, graphml ou parquet"),
    "format=csv&limit=3": (400, "ne valent qu’en json"),
    "cursor=abc": (400, "Curseur inconnu"),
    "filter=" + quote("[" * 1_000): (400, "JSON illisible"),
    "filter=" + quote('{"not":' * 150): (400, "JSON illisible"),
    "seats=peut-etre": (422, "seats"),
}


@pytest.mark.parametrize("query", REFUSED)
def test_a_bad_question_is_answered_in_words(client: TestClient, query: str) -> None:
    reply = client.get(f"{ADDRESS}?{query}")
    status, words = REFUSED[query]
    assert reply.status_code == status, reply.text
    assert plain(words) in plain(reply.json()["error"]["message"])


BODIES = {
    b"": "JSON illisible",
    b"null": "Corps refusé",
    b"[]": "Corps refusé",
    b"\xff\xfe": "JSON illisible",
    b"[" * 60_000: "JSON illisible",
    b'{"filter":' + b'{"not":' * 1_000 + b"{}" + b"}" * 1_001: "",
    b'{"filter": {"not": [[[[]]]]}}': "attendu un objet",
    b'{"type": "ACTS_IN"}': "vont dans « filter »",
    b'{"filter": {"role": "\\ud800"}}': "deux moitiés",
    b'{"cursor": "\\ud800"}': "deux moitiés",
    b'{"limit": true}': "nombre entier",
    b'{"limit": 1e3}': "nombre entier",
    b'{"limit": 100000}': "nombre entier",
    b'{"seats": "oui"}': "true ou false",
    b'{"cursor": 3}': "cursor",
    b'{"format": ["csv"]}': "format",
    b'{"filter": {"source": "x"}, "filter": {}}': "dit deux fois",
    b'{"filter": {"territory": "x\\u0000y"}}': "x",
}


@pytest.mark.parametrize("body", BODIES)
def test_a_bad_body_is_answered_in_words(client: TestClient, body: bytes) -> None:
    reply = client.post(ADDRESS, content=body)
    assert reply.status_code in (400, 404), reply.text
    assert plain(BODIES[body]) in plain(reply.json()["error"]["message"])


def test_what_takes_too_long_is_stopped(store_address: str) -> None:
    settings = ApiSettings(store=store_address, store_timeout=1e-9)
    with TestClient(create_app(settings), raise_server_exceptions=False) as slow:
        for format in ("json", "csv"):
            reply = slow.get(f"{ADDRESS}?role=porteur&format={format}")
            assert (reply.status_code, reply.json()["error"]["code"]) == (503, "store_unavailable")


def test_the_description_names_every_field_with_an_example(client: TestClient) -> None:
    from graph.asking.fields import fields

    paths = client.get("/openapi.json").json()["paths"][ADDRESS]
    described = {parameter["name"] for parameter in paths["get"]["parameters"]}
    assert {*fields(), "filter", "seats", "limit", "cursor", "format"} == described
    examples = paths["post"]["requestBody"]["content"]["application/json"]["examples"]
    for example in examples.values():
        reply = client.post(ADDRESS, json=example["value"])
        assert reply.status_code == 200, reply.text


def test_ends_without_an_event_have_none(client: TestClient) -> None:
    (row,) = asked(client, "type=SITUATED_IN")["rows"]
    assert (row["event"], row["event_amount"]) == (None, None)
    targets = {row["target"] for row in asked(client, "period=2011")["rows"]}
    assert NETWORK in targets
    assert not targets & {PROJECT, SECOND, MADE_UP}
    assert HOSTILE_ID not in targets
