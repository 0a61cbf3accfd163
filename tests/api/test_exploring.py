"""Networks that are explored, drawn between actors, walked from end to end, and framed by others."""

import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.settings import ApiSettings
from tests.api.conftest import LEAD, PROJECT

pytestmark = pytest.mark.unit


def ids(client: TestClient, address: str) -> set[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return {node["id"] for node in answer.json()["nodes"]}


def test_what_is_unfolded_joins_the_neighbourhood(client: TestClient) -> None:
    near = ids(client, f"/reseau.json?centre={LEAD}&pas=1")
    round_project = ids(client, f"/reseau.json?centre={quote(PROJECT)}&pas=1")
    assert ids(client, f"/reseau.json?centre={LEAD}&pas=1&deplier={quote(PROJECT)}") == near | round_project


def test_unfolding_an_unknown_sheet_is_refused(client: TestClient) -> None:
    assert client.get(f"/reseau?centre={LEAD}&deplier=exp:essai:absente").status_code == 404


def test_too_many_unfoldings_are_refused_in_words(client: TestClient) -> None:
    answer = client.get("/reseau.json", params={"centre": LEAD, "deplier": [PROJECT] * 25})
    assert answer.status_code == 422
    assert "deplier" in answer.json()["error"]["message"]


@pytest.mark.parametrize("choice", ["liens=acteurs", "couleur=communaute", "couleur=theme", "taille=noyau"])
def test_each_choice_is_a_page(client: TestClient, choice: str) -> None:
    assert client.get(f"/reseau?centre={LEAD}&pas=2&{choice}").status_code == 200


def test_a_path_draws_only_itself(client: TestClient) -> None:
    page = client.get(f"/chemin?de={LEAD}&vers=exp:essai:P-2")
    path = client.get(f"/chemin.json?de={LEAD}&vers=exp:essai:P-2").json()["paths"]
    assert page.status_code == 200
    if path:
        drawn = {node["id"] for one in path for node in one["nodes"]}
        assert page.text.count('<tr data-node="') == len(drawn)


def test_an_end_given_by_name_is_chosen_among_sheets(client: TestClient) -> None:
    page = client.get(f"/chemin?de=atelier&vers={LEAD}")
    assert page.status_code == 200
    assert "quelle fiche" in page.text
    assert "Aucune fiche recensée ne porte" in client.get(f"/chemin?de=zzzz&vers={LEAD}").text


def test_only_embedded_views_may_be_framed_elsewhere(client: TestClient) -> None:
    """An application of its own over the same store: the client, which is shared, keeps its settings."""
    hosts = "https://a.exemple:8443 http://b.exemple"
    settings = client.app.state.settings.model_copy(update={"embed_hosts": hosts})  # type: ignore[attr-defined]
    with TestClient(create_app(settings)) as framing:
        framed = framing.get(f"/integration/reseau?centre={LEAD}").headers["content-security-policy"]
        assert "frame-ancestors 'self' https://a.exemple:8443 http://b.exemple;" in framed
        assert "frame-ancestors 'none';" in framing.get(f"/reseau?centre={LEAD}").headers["content-security-policy"]


@pytest.mark.parametrize(
    "hosts", ["*", "a.exemple", "https://a.exemple/page", "javascript:1", "https://a; script-src *"]
)
def test_a_host_is_an_origin_or_is_refused(hosts: str) -> None:
    with pytest.raises(ValidationError):
        ApiSettings(store="sqlite://", embed_hosts=hosts)


def test_an_embedded_view_can_show_less_but_never_without_its_source(client: TestClient) -> None:
    page = client.get(f"/integration/reseau?centre={LEAD}&titre=non&tableaux=non&legende=non").text
    assert "network-tables" not in page.replace("#network-tables", "")
    assert "Sources :" in page.replace("\u202f", " ").replace("\u00a0", " ")
    assert "révision" in page


def test_what_a_cut_picture_leaves_out_is_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each node beyond the cap counts once by profile; one that is drawn does not."""
    whole = client.get(f"/reseau.json?centre={LEAD}&pas=3").json()
    monkeypatch.setattr("api.pages.exploring.DRAWN", 2)
    page = client.get(f"/reseau?centre={LEAD}&pas=3").text
    assert "Ce que le dessin laisse de côté" in page
    table = page.partition("<caption>Par profil</caption>")[2].partition("</table>")[0]
    counted = sum(int(number) for number in re.findall(r'<td class="num">(\d+)</td>', table))
    assert counted == len(whole["nodes"]) - 2
