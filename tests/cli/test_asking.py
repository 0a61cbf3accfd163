"""The commands that ask, on the demonstration: what they print, their JSON, the files they write."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit
MADE_UP = "exp:demonstration:EXP-001"
NOTICE = "synthétiques de démonstration"


def test_stats_count_the_same_in_words_and_in_json(shown: str) -> None:
    document = entrelacs("stats", "--json", store=shown).document
    assert document["nodes"]["Experiment"] == 500
    rows = entrelacs("stats", store=shown).rows
    assert ["nodes", "Experiment", "500"] in rows
    assert rows[0] == [f"révision {document['revision']}"]
    assert {row[-1] for row in rows if row[0] == "chargement"} == {"achevé"}


@pytest.mark.parametrize("text", ["Nouvelle-Aquitaine", "NOUVELLE AQUITAINE", "nouvelle aquitaine"])
def test_search_finds_whatever_the_case_and_the_hyphen(text: str, shown: str) -> None:
    rows = entrelacs("search", text, store=shown).rows
    assert ["region:75", "Nouvelle-Aquitaine", "Territory"] in rows


def test_search_keeps_to_a_kind_and_a_limit(shown: str) -> None:
    document = entrelacs("search", "rural", "--kind", "Experiment", "--limit", "3", "--json", store=shown).document
    assert len(document["hits"]) == 3
    assert {hit["kind"] for hit in document["hits"]} == {"Experiment"}
    assert document["total"] > 3
    assert document["truncated"] is True


def test_search_without_a_find_is_no_failure(shown: str) -> None:
    said = entrelacs("search", "zzzzzzzz", store=shown)
    assert (said.code, said.out) == (0, "")
    assert "Aucune fiche" in said.err


def test_subgraph_gives_the_fields_promised(shown: str) -> None:
    document = entrelacs("subgraph", MADE_UP, "--depth", "2", "--json", store=shown).document
    promised = {"centre", "depth", "limit", "nodes", "links", "truncated", "total_nodes", "dropped_by"}
    assert promised <= set(document)
    assert document["centre"] == MADE_UP
    assert {node["kind"] for node in document["nodes"]} == {"Experiment", "Actor"}


def test_subgraph_says_what_it_cut(shown: str) -> None:
    said = entrelacs("subgraph", "region:75", "--depth", "2", "--limit", "5", store=shown)
    assert len(said.rows) == 5
    assert "5 fiches montrées sur" in said.err


def test_subgraph_draws_a_page_that_stands_alone(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "nouveau" / "reseau.html"
    assert entrelacs("subgraph", MADE_UP, "--html", file, store=shown).code == 0
    page = file.read_text(encoding="utf-8")
    assert "<h1" in page
    assert 'lang="fr"' in page
    assert NOTICE in page
    assert 'src="http' not in page
    assert '<link rel="stylesheet" href="http' not in page


def test_path_shows_who_links_two_partners_of_one_project(shown: str) -> None:
    nodes = entrelacs("subgraph", MADE_UP, "--json", store=shown).document["nodes"]
    first, second = [node for node in nodes if node["kind"] == "Actor"][:2]
    document = entrelacs("path", first["id"], second["id"], "--json", store=shown).document
    assert document["length"] == 2
    ways = [[node["id"] for node in way["nodes"]] for way in document["paths"]]
    assert [first["id"], MADE_UP, second["id"]] in ways
    (line, *_) = entrelacs("path", first["id"], second["id"], store=shown).out.splitlines()
    assert line.startswith(f"{first['label']} → ")
    assert line.endswith(f" → {second['label']}")


@pytest.mark.parametrize("measure", ["degree", "betweenness", "pagerank", "core"])
def test_centrality_ranks_and_says_what_it_does_not_mean(measure: str, shown: str) -> None:
    document = entrelacs("centrality", "--measure", measure, "--limit", "5", "--json", store=shown).document
    assert document["measure"] == measure
    assert len(document["rows"]) == 5
    assert [row["rank_low"] for row in document["rows"]] == sorted(row["rank_low"] for row in document["rows"])
    said = entrelacs("centrality", "--measure", measure, "--limit", "5", store=shown)
    assert len(said.rows) == 5
    assert plain(document["caveat"]) in plain(said.err)


def test_centrality_keeps_to_a_profile_and_a_territory(shown: str) -> None:
    document = entrelacs(
        "centrality", "--kind", "association", "--territory", "region:75", "--json", store=shown
    ).document
    assert {row["kind"] for row in document["rows"]} == {"association"}
    everywhere = entrelacs("centrality", "--kind", "association", "--json", store=shown).document
    assert document["total"] < everywhere["total"]


def test_gaps_explain_every_region_and_say_that_they_are_invented(shown: str) -> None:
    rows = entrelacs("gaps", "--level", "region", store=shown).rows
    assert len(rows) == 18  # régions of 2026
    assert all(explanation.startswith("Données synthétiques de démonstration") for *_, explanation in rows)


def test_gaps_as_a_table_hold_the_same_rows_as_the_json(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "nouveau" / "ecarts.csv"
    said = entrelacs("gaps", "--level", "region", "--csv", file, "--json", store=shown)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["territoire"] for row in rows] == [row["territory"]["id"] for row in said.document["rows"]]
    assert [row["verdict"] for row in rows] == [row["verdict"] for row in said.document["rows"]]
    assert all(NOTICE in row["statut"] for row in rows)


def test_the_planted_gaps_are_flagged(shown: str) -> None:
    """Hauts-de-France and Occitanie hold a quarter of what their population predicts (loaders/demo.py)."""
    document = entrelacs("gaps", "--level", "region", "--json", store=shown).document
    verdicts = {row["territory"]["id"]: row["verdict"] for row in document["rows"]}
    assert {verdicts["region:32"], verdicts["region:76"]} <= {"flagged", "major"}


def test_coverage_names_territory_source_and_state(shown: str) -> None:
    document = entrelacs("coverage", "--json", store=shown).document
    rows = entrelacs("coverage", store=shown).rows
    assert len(rows) == len(document["rows"]) == document["total"]
    assert ["departement:976", "demonstration", "not_collected", ""] in [row[:4] for row in rows]


def test_coverage_shows_a_matrix_and_what_to_collect_next(shown: str) -> None:
    rows = entrelacs("coverage", "--matrix", store=shown).rows
    assert len(rows) == 102  # the head and 101 départements
    head = rows[0]
    assert dict(zip(head, next(row for row in rows if row[0] == "departement:976"), strict=True))["demonstration"] == (
        "not_collected"
    )
    said = entrelacs("coverage", store=shown)
    assert "À collecter : Mayotte (demonstration)" in plain(said.err)
    assert "ne suffirait pas à conclure" in plain(said.err)  # five alliances expected there, of 500


def test_export_graphml_is_read_by_networkx(shown: str, tmp_path: Path) -> None:
    file = tmp_path / "graphe.graphml"
    said = entrelacs("export", "--format", "graphml", file, store=shown)
    assert (said.code, said.out) == (0, "")
    graph = nx.read_graphml(file)
    assert len(graph) == sum(entrelacs("stats", "--json", store=shown).document["nodes"].values())
    assert list(tmp_path.iterdir()) == [file]  # nothing half written stays


def test_export_csv_and_jsonld(shown: str, tmp_path: Path) -> None:
    for kind in ("csv", "jsonld"):
        assert entrelacs("export", "--format", kind, tmp_path / kind, store=shown).code == 0
    with zipfile.ZipFile(tmp_path / "csv") as archive:
        table = io.TextIOWrapper(archive.open("nodes.csv"), encoding="utf-8-sig", newline="")
        assert any(row["id"] == MADE_UP for row in csv.DictReader(table, delimiter=";"))
        assert NOTICE in archive.read("LISEZMOI.txt").decode()
    assert json.loads((tmp_path / "jsonld").read_text(encoding="utf-8"))["@graph"]


def test_the_same_question_gives_the_same_bytes(shown: str) -> None:
    for question in (("stats",), ("gaps", "--level", "region"), ("subgraph", "region:75")):
        first, second = (undated(entrelacs(*question, "--json", store=shown).out) for _ in range(2))
        assert first == second


def undated(text: str) -> str:
    """Without the second at which it was worked out, the one thing that may differ."""
    return re.sub(r'"generated_at": "[^"]*"', "", text)
