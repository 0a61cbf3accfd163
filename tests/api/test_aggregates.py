"""What a cut picture leaves out, as aggregates: on the page round a centre, on that of a selection, in their twins."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.answers.aggregates import NAMED_MOST, aggregates, partners_round, regions_of
from api.app import create_app
from api.settings import ApiSettings
from graph.model.subgraph import Subgraph
from tests.api.conftest import LEAD
from tests.visualisations.subgraphs import link, node, subgraph
from visualisations.projection import WIDEST

pytestmark = pytest.mark.unit


def test_a_node_of_two_regions_counts_in_each_and_one_of_none_is_unknown() -> None:
    left = {"a": {"region:11"}, "b": {"region:11", "region:75"}, "c": set[str]()}
    found = aggregates(left, [("x", "a"), ("x", "b"), ("x", "b"), ("y", "c"), ("y", "elsewhere")])
    assert [(each["id"], each["label"], each["count"]) for each in found] == [
        ("agregat:region:11", "Île-de-France", 2), ("agregat:region:75", "Nouvelle-Aquitaine", 1),
        ("agregat:inconnue", "région inconnue", 1),
    ]  # fmt: skip
    # x is tied to a and to b, b once though two roles say so
    assert [each["ties"] for each in found] == [
        [{"node": "x", "count": 2}], [{"node": "x", "count": 1}], [{"node": "y", "count": 1}],
    ]  # fmt: skip
    assert {each["type"] for each in found} == {"agregat"}


def test_beyond_the_largest_regions_one_aggregate_stands_for_the_others() -> None:
    codes = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94", "01", "02")
    assert len(codes) == NAMED_MOST + 2
    left: dict[str, set[str]] = {f"{code}-{rank}": {f"region:{code}"} for code in codes[:13] for rank in range(2)}
    left |= {"small": {"region:01"}, "both": {"region:01", "region:02"}}  # 01 has two too, and comes first by its id
    found = aggregates(left, [])
    assert len(found) == NAMED_MOST + 1
    assert found[-1]["territories"] == ["region:02", "region:94"]
    assert found[-1]["count"] == 3  # both in 02, and two in 94, each once


def test_a_place_is_of_the_regions_that_hold_it() -> None:
    assert regions_of(["commune:33063", "departement:75"]) == {"region:75", "region:11"}
    assert regions_of(["pays:FR"]) == regions_of([]) == frozenset()


def test_between_actors_a_tie_is_a_thing_done_together_unless_too_many_do_it() -> None:
    def around(members: int) -> tuple[Subgraph, Subgraph]:
        names = [f"siren:{place}" for place in range(members)]
        nodes = [node(each, "Actor", each) for each in names]
        return subgraph(nodes, [link(each, "exp:d:1") for each in names]), subgraph(nodes[:1], [])

    assert set(partners_round(*around(3))) == {("siren:0", "siren:1"), ("siren:0", "siren:2")}
    assert list(partners_round(*around(WIDEST + 1))) == []


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.pages.exploring.DRAWN", 2)
    monkeypatch.setattr("api.pages.selected_network.DRAWN", 3)


@pytest.fixture
def client(store_address: str) -> Iterator[TestClient]:
    """A service of its own: another keeps the answers of pictures that were cut elsewhere."""
    with TestClient(create_app(ApiSettings(store=store_address)), follow_redirects=False) as made:
        yield made


def shown(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text).replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.usefixtures("cut")
def test_round_a_centre_what_is_not_drawn_is_counted_by_region(client: TestClient) -> None:
    whole = client.get(f"/api/v1/subgraph?centre={LEAD}&depth=3").json()
    twin = client.get(f"/reseau.json?centre={LEAD}&pas=3").json()
    drawn = {each["id"] for each in twin["nodes"]}
    left = {each["id"]: regions_of(each["territories"]) for each in whole["nodes"] if each["id"] not in drawn}
    assert sum(each["count"] for each in twin["aggregates"]) == sum(max(1, len(held)) for held in left.values()) > 0
    tied = {
        (one, other)
        for said in whole["links"] for one, other in ((said["source"], said["target"]), (said["target"], said["source"]))
        if one in drawn and other in left
    }  # fmt: skip
    told = sum(tie["count"] for each in twin["aggregates"] for tie in each["ties"])
    assert told == sum(max(1, len(left[other])) for _, other in tied) > 0
    assert {each["type"] for each in twin["aggregates"]} == {"agregat"}
    assert not any(each["id"].startswith("agregat") for each in twin["nodes"])
    assert "agregat" not in client.get(f"/reseau.csv?centre={LEAD}&pas=3").text


@pytest.mark.usefixtures("cut")
def test_the_page_draws_and_tells_them_unless_asked_not_to(client: TestClient) -> None:
    page = shown(client, f"/reseau?centre={LEAD}&pas=3")
    twin = client.get(f"/reseau.json?centre={LEAD}&pas=3").json()
    for each in twin["aggregates"]:
        assert f'<tr data-node="{each["id"]}">' in page
        assert f"agrégat de fiches non dessinées</span> : {each['count']}" in page
    ties = sum(len(each["ties"]) for each in twin["aggregates"])
    assert len(re.findall(r'data-ends="[^"]+ agregat:[^"]+"', page)) == ties
    assert 'data-code="Aggregate"' in page  # in the legend, which is a filter
    assert "agrégat" in page.partition('class="lead">')[2].partition("</p>")[0]
    assert 'href="/reseau?type=PARTICIPATES_IN&territory=region:75"' in page
    assert '<option value="oui" selected>' in page
    without = shown(client, f"/reseau?centre={LEAD}&pas=3&regrouper=non")
    assert "agregat:" not in without
    assert "Ce que le dessin laisse de côté" in without
    assert client.get(f"/reseau.json?centre={LEAD}&pas=3&regrouper=non").json()["aggregates"] == []
    assert client.get(f"/reseau?centre={LEAD}&regrouper=peut-etre").status_code == 422


def test_nothing_is_grouped_where_all_is_drawn(client: TestClient) -> None:
    assert client.get(f"/reseau.json?centre={LEAD}&pas=3").json()["aggregates"] == []
    page = shown(client, f"/reseau?centre={LEAD}&pas=3")
    assert "agrégat" not in page
    assert "regrouper" not in page


@pytest.mark.usefixtures("cut")
def test_between_actors_aggregates_count_actors_alone(client: TestClient) -> None:
    whole = client.get(f"/api/v1/subgraph?centre={LEAD}&depth=3").json()["nodes"]
    twin = client.get(f"/reseau.json?centre={LEAD}&pas=3&liens=acteurs").json()
    drawn = {each["id"] for each in twin["nodes"]}
    left = [each for each in whole if each["kind"] == "Actor" and each["id"] not in drawn]
    told = sum(each["count"] for each in twin["aggregates"])
    assert told == sum(max(1, len(regions_of(each["territories"]))) for each in left) > 0
    assert "agregat:" in client.get(f"/reseau?centre={LEAD}&pas=3&liens=acteurs").text


@pytest.mark.usefixtures("cut")
def test_a_period_is_kept_when_the_region_is_followed(client: TestClient) -> None:
    page = shown(client, f"/reseau?centre={LEAD}&pas=3&depuis=2000&jusque=2030")
    assert 'href="/reseau?type=PARTICIPATES_IN&territory=region:75&period=2000/2030"' in page


@pytest.mark.usefixtures("cut")
def test_a_selection_is_narrowed_by_what_it_leaves_out(client: TestClient) -> None:
    address = "/reseau?type=PARTICIPATES_IN&regrouper=oui"
    page = shown(client, address)
    twin = client.get("/reseau.json?type=PARTICIPATES_IN").json()
    assert twin["truncated"]
    assert sum(each["count"] for each in twin["aggregates"]) >= twin["total_nodes"] - len(twin["nodes"])
    assert all(f'data-node="{each["id"]}"' in page for each in twin["aggregates"])
    assert 'href="/reseau?type=PARTICIPATES_IN&territory=region:75&regrouper=oui"' in page
    assert 'href="/reseau?type=PARTICIPATES_IN&regrouper=non">non</a>' in page
    assert "agregat:" not in shown(client, "/reseau?type=PARTICIPATES_IN&regrouper=non")
    assert "agregat:" not in client.get("/reseau.csv?type=PARTICIPATES_IN").text
    assert client.get("/reseau?type=PARTICIPATES_IN&regrouper=bof").status_code == 422


@pytest.mark.usefixtures("cut")
def test_a_place_already_asked_for_is_narrowed_not_widened(client: TestClient) -> None:
    """Two values of one field are alternatives: the région must come as a condition more."""
    page = shown(client, "/reseau?type=PARTICIPATES_IN&territory=departement:33")
    more = quote('{"territory":"region:75"}', safe=":/,")
    assert f'href="/reseau?type=PARTICIPATES_IN&territory=departement:33&filter={more}"' in page
    there = shown(client, "/reseau?type=PARTICIPATES_IN&territory=region:75")
    assert "filter=" not in there.partition('id="network-tables"')[2].partition("</section>")[0]
