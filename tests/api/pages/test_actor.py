"""The sheet of an actor, on the graph of tests/api/conftest.py: the lead has alliances of 2010, 2016 and 2020."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ALONE_ID, LEAD, ONCE_ID

pytestmark = pytest.mark.unit


def test_alliances_by_year_are_drawn_and_written(client: TestClient) -> None:
    """A bar for each of the eleven years from 2010 to 2020; the table names those that have one."""
    page = client.get(f"/acteurs/{LEAD}").text
    assert page.count('<rect class="year"') == 11
    assert "de 2010 à 2020" in page
    for year in (2010, 2016, 2020):
        assert f'<tr><th scope="row">{year}</th>' in page


def test_partners_by_profile_and_their_caveat(client: TestClient) -> None:
    """The hostile actor is the one partner, through P/1; no profile was said of it."""
    page = client.get(f"/acteurs/{LEAD}").text
    assert '<th scope="row">profil inconnu</th><td class="num">1</td>' in page
    assert "non son influence" in page


def test_every_stated_id_is_shown_and_a_duplicate_can_be_reported(client: TestClient) -> None:
    page = client.get(f"/acteurs/{LEAD}").text
    assert f"<code>{LEAD}</code>" in page
    assert "Le signaler</a>" in page
    assert f'href="/comparer?id={LEAD.replace(":", "%3A")}"' in page


def test_an_actor_without_alliances_has_no_empty_picture(client: TestClient) -> None:
    page = client.get(f"/acteurs/{ALONE_ID}").text
    assert 'class="years"' not in page
    assert "cela ne veut pas dire qu’il n’y en a pas" in page


def test_a_merged_id_leads_to_the_canonical_sheet(client: TestClient) -> None:
    answer = client.get(f"/acteurs/{ONCE_ID}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"/acteurs/{LEAD}")
