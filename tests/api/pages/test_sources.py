"""/sources: what is loaded, what it leaves out, what is known and not loaded; and its twins."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api.answers import source_catalogue
from api.app import create_app
from api.settings import ApiSettings
from graph.settings import Settings
from graph.store import open_store
from graph.store.base import Run
from tests.api.conftest import TestClient
from tests.support.french import plain

pytestmark = pytest.mark.unit
HOSTILE = '<script>alert("page")</script>'


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    address = f"sqlite:///{tmp_path}/vide.db"
    open_store(Settings(store=address)).close()
    with TestClient(create_app(ApiSettings(store=address))) as made:
        yield made


@pytest.fixture
def fetched(tmp_path: Path) -> Iterator[TestClient]:
    """A store with two runs of a catalogued source, one of them fetched, and a hostile address."""
    address = f"sqlite:///{tmp_path}/charge.db"
    with closing(open_store(Settings(store=address))) as store:
        for rank, where in enumerate(("https://static.example/anr.csv", "javascript:alert(1)")):
            run = Run(
                f"r{rank}", "anr", f"{HOSTILE}{rank}.csv", "0" * 64, "2026-05-02", "ODbL 1.0", "ANR", 1_000, False,
                f"2026-0{rank + 5}-03T10:00:00+00:00", "https://catalogue.example/jeu/", where, "2026-05-02T08:00:00",
            )  # fmt: skip
            store.open_run(run)
            store.close_run(run)
    with TestClient(create_app(ApiSettings(store=address))) as made:
        yield made


def rows(client: TestClient) -> dict[str, Any]:
    return {row["id"]: row for row in client.get("/api/v1/sources").json()["rows"]}


def test_nothing_loaded_is_said_in_plain_words(empty: TestClient) -> None:
    page = empty.get("/sources")
    assert page.status_code == 200
    said = plain(page.text)
    assert "Aucune source n’est encore chargée" in said
    assert "Sources chargées" not in said
    document = empty.get("/api/v1/sources").json()
    assert (document["total"], document["rows"]) == (0, [])
    assert len(document["not_loaded"]) == source_catalogue()["total"]
    assert {row["status"] for row in document["not_loaded"]} == {"not_loaded"}
    assert "<code>entrelacs fetch rna</code>" in page.text


def test_a_loaded_source_leaves_the_list_of_the_others(fetched: TestClient) -> None:
    document = fetched.get("/api/v1/sources").json()
    assert "anr" not in {row["id"] for row in document["not_loaded"]}
    assert document["total"] + len(document["not_loaded"]) == source_catalogue()["total"]


def test_a_row_joins_the_catalogue_with_what_was_loaded(fetched: TestClient) -> None:
    row = rows(fetched)["anr"]
    assert (row["status"], row["rows"], row["vintages"]) == ("loaded", 2_000, ["2026-05-02"])
    assert row["loaded_at"] == "2026-06-03T10:00:00+00:00"  # the last of the two
    assert row["licence"] == "ODbL 1.0"  # what the catalogue said that day, not what the mapping says
    assert row["page"] == "https://catalogue.example/jeu/"
    assert "ORCID" in row["leaves_out"]
    assert [file["published_at"] for file in row["files"]] == ["2026-05-02T08:00:00"] * 2


def test_the_page_says_it_and_trusts_no_address(fetched: TestClient) -> None:
    page = fetched.get("/sources").text
    said = plain(page)
    assert "1 source chargée" in said
    assert "3 juin 2026" in said
    assert "ORCID" in said
    assert 'href="https://catalogue.example/jeu/" rel="noopener"' in page
    assert 'href="https://static.example/anr.csv" rel="noopener"' in page
    assert "javascript:" not in page
    assert HOSTILE not in page


def test_a_source_wholly_invented_says_so(client: TestClient) -> None:
    """`demonstration` says one experiment and one place, both synthetic; `essai` says real records."""
    known = rows(client)
    assert (known["demonstration"]["status"], known["demonstration"]["synthetic"]) == ("synthetic", 1)
    assert (known["essai"]["status"], known["essai"]["synthetic"]) == ("loaded", 0)
    assert "synthétique</span>" in client.get("/sources").text


def test_a_source_that_no_mapping_describes_is_shown_as_not_known(client: TestClient) -> None:
    row = rows(client)["essai"]
    assert (row["title"], row["leaves_out"], row["covers"], row["fetchable"]) == (None, None, [], False)
    assert (row["publisher"], row["licence"]) == ("Éditeur d’essai", "Licence Ouverte 2.0")
    assert "aucune correspondance ne la décrit" in plain(client.get("/sources").text)
