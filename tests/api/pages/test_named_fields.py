"""The form of a path shows names, and the address of a path holds ids."""

from html import unescape
from urllib.parse import quote

import pytest

from tests.api.conftest import HOSTILE, HOSTILE_ID, LEAD, TestClient

pytestmark = pytest.mark.unit
OTHER = "exp:essai:P-2"
ASKED = f"/chemin?de={LEAD}&vers={OTHER}"


def label(client: TestClient, entity: str) -> str:
    nodes = client.get(f"/reseau.json?centre={entity}&pas=1").json()["nodes"]
    return next(str(node["label"]) for node in nodes if node["id"] == entity)


def test_fields_hold_names_and_keep_ids_beside(client: TestClient) -> None:
    page = unescape(client.get(ASKED).text)
    for side, entity in (("de", LEAD), ("vers", OTHER)):
        assert f'name="{side}" size="28" maxlength="512" value="{label(client, entity)}"' in page
        assert f'type="hidden" name="fiche_{side}" value="{entity}"' in page
    assert f'value="{LEAD}" size' not in page


def test_the_form_sent_again_unchanged_is_the_same_path(client: TestClient) -> None:
    sent = {"de": label(client, LEAD), "fiche_de": LEAD, "vers": f" {label(client, OTHER)} ", "fiche_vers": OTHER}
    answer = client.get("/chemin", params=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, ASKED)
    assert client.get("/chemin.json", params=sent).json() == client.get(ASKED.replace("?", ".json?")).json()


def test_a_name_that_was_changed_is_looked_for_and_the_other_end_kept(client: TestClient) -> None:
    sent = {"de": label(client, LEAD), "fiche_de": LEAD, "vers": "atelier", "fiche_vers": OTHER}
    answer = client.get("/chemin", params=sent, follow_redirects=False)
    assert answer.headers["location"] == f"/chemin?de={LEAD}&vers=atelier"
    page = unescape(client.get(answer.headers["location"]).text)
    assert "quelle fiche" in page
    assert f'type="hidden" name="fiche_de" value="{LEAD}"' in page
    assert 'name="fiche_vers"' not in page
    assert 'value="atelier"' in page


def test_an_end_that_was_emptied_or_given_by_its_id_is_as_asked(client: TestClient) -> None:
    emptied = client.get(f"/chemin?de=&fiche_de={LEAD}&vers={OTHER}", follow_redirects=False)
    assert emptied.headers["location"] == f"/chemin?vers={OTHER}"
    by_id = client.get(f"/chemin?de={OTHER}&fiche_de={LEAD}&vers={OTHER}", follow_redirects=False)
    assert by_id.headers["location"] == f"/chemin?de={OTHER}&vers={OTHER}"
    unknown = client.get(f"/chemin?de={LEAD}&vers=mots&fiche_vers=exp:essai:absente", follow_redirects=False)
    assert unknown.headers["location"] == f"/chemin?de={LEAD}&vers=mots"


def test_a_hostile_name_comes_back_as_its_sheet(client: TestClient) -> None:
    page = client.get(f"/chemin?de={LEAD}&vers={quote(HOSTILE_ID)}").text
    assert HOSTILE not in page
    assert f'value="{HOSTILE}"' in unescape(page) or label(client, HOSTILE_ID) in unescape(page)
    sent = {"de": LEAD, "vers": label(client, HOSTILE_ID), "fiche_vers": HOSTILE_ID}
    answer = client.get("/chemin", params=sent, follow_redirects=False)
    assert answer.headers["location"].endswith(f"vers={quote(HOSTILE_ID, safe=':')}")


def test_the_centre_of_a_network_is_a_name_whose_id_stays_in_the_address(client: TestClient) -> None:
    page = unescape(client.get(f"/reseau?centre={LEAD}&pas=2").text)
    assert f'name="centre" value="{label(client, LEAD)}"' in page
    assert f'type="hidden" name="fiche_centre" value="{LEAD}"' in page
    sent = {"centre": label(client, LEAD), "fiche_centre": LEAD, "pas": "1", "depuis": ""}
    answer = client.get("/reseau", params=sent, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/reseau?centre={LEAD}&pas=1")
    changed = client.get("/reseau", params={**sent, "centre": "second"}, follow_redirects=False)
    assert changed.headers["location"] == "/reseau?centre=second&pas=1"
    assert "Second projet" in client.get(changed.headers["location"]).text
