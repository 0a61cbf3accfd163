"""Side by side: what is shown, and what is refused in words while the others stay.

The graph is that of tests/api/conftest.py: the lead takes part in P/1 (2016), R-1 (2010) and E-1 (2020, synthetic); the
hostile actor in P/1 and P-2 (2019).
"""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ALONE_ID, HOSTILE_ID, LEAD, ONCE_ID, PROJECT

pytestmark = pytest.mark.unit

GIRONDE, AQUITAINE = "departement:33", "region:75"


def test_actors_stand_side_by_side_with_their_partners(client: TestClient) -> None:
    document = client.get("/comparer.json", params={"id": [LEAD, HOSTILE_ID]}).json()
    lead, hostile = document["rows"]
    assert (document["kind"], document["refused"], document["common"]) == ("Actor", [], [])
    assert (lead["alliances"], lead["partners"], hostile["partners"]) == (3, 1, 1)
    assert [year["year"] for year in lead["years"] if year["alliances"]] == [2010, 2016, 2020]
    assert lead["profiles"] == [{"profile": None, "label": "profil inconnu", "actors": 1}]
    assert lead["seats"] == [{"id": "commune:33063", "name": "Bordeaux"}]


def test_a_partner_of_both_is_common(client: TestClient) -> None:
    """The lead and the hostile actor meet in P/1 alone: neither is a partner of itself."""
    document = client.get("/comparer.json", params={"id": [LEAD, ALONE_ID]}).json()
    assert document["common"] == []
    page = client.get("/comparer", params={"id": [LEAD, ALONE_ID]}).text
    assert "Aucun partenaire connu ne leur est commun" in page
    assert "aucune alliance connue" in page


def test_territories_count_what_acts_in_their_parts(client: TestClient) -> None:
    """P/1 acts in Bordeaux and E-1 in Gironde: both lie in Gironde; its participants are the lead and the hostile."""
    document = client.get("/comparer.json", params={"id": [GIRONDE, "departement:40"]}).json()
    assert document["level"] == "departement"
    gironde = document["rows"][0]
    assert (gironde["alliances"], gironde["actors"], gironde["population"]) == (2, 2, 1_600_000)
    assert gironde["themes"] == [{"id": "odd:4", "label": "Éducation de qualité", "alliances": 1}]


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (AQUITAINE, "le niveau doit être le même"),
        (LEAD, "n’ont pas de mesure commune"),
        (PROJECT, "seuls des territoires ou des acteurs"),
        ("departement:99", "Aucune fiche"),
        (GIRONDE, "une fois suffit"),
    ],
)
def test_what_cannot_stand_beside_is_said_and_the_first_stays(client: TestClient, other: str, word: str) -> None:
    answer = client.get("/comparer", params={"id": [GIRONDE, other]})
    assert answer.status_code == 200
    assert word in answer.text
    assert "Laissés de côté" in answer.text
    assert [row["id"] for row in client.get("/comparer.json", params={"id": [GIRONDE, other]}).json()["rows"]] == [
        GIRONDE
    ]


def test_an_id_that_became_another_is_the_same_actor(client: TestClient) -> None:
    document = client.get("/comparer.json", params={"id": [ONCE_ID, LEAD]}).json()
    assert [row["id"] for row in document["rows"]] == [LEAD]
    assert "une fois suffit" in document["refused"][0]["reason"]


def test_a_name_is_looked_for_among_what_may_be_added(client: TestClient) -> None:
    page = client.get("/comparer", params={"id": [LEAD], "nom": "société"}).text
    assert f"/comparer?id={LEAD.replace(':', '%3A')}&amp;id={ALONE_ID.replace(':', '%3A')}" in page
    assert "Rien de ce nom" in client.get("/comparer", params={"id": [LEAD], "nom": "bordeaux"}).text


def test_the_table_twin_has_a_line_for_each(client: TestClient) -> None:
    lines = client.get("/comparer.csv", params={"id": [LEAD, HOSTILE_ID]}).text.splitlines()
    assert len(lines) == 3
    assert lines[0].lstrip("\ufeff").split(";")[:3] == ["id", "nom", "profil"]


def test_without_ids_the_page_asks_for_a_name(client: TestClient) -> None:
    assert "Cherchez le premier par son nom" in client.get("/comparer").text
