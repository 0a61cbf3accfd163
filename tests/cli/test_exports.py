"""`entrelacs export`: whole or a part, in every format; what it writes and what it says."""

import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from api.exports import FORMATS
from tests.api.exports import readers
from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit
CENTRE = ("--subgraph", "departement:33", "--depth", 2)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "parquet"])
def test_a_neighbourhood_is_what_subgraph_answers(shown: str, tmp_path: Path, format: str) -> None:
    found = entrelacs("subgraph", "departement:33", "--depth", 2, "--json", store=shown).document
    said = entrelacs("export", "--format", format, *CENTRE, tmp_path / "f", store=shown)
    assert (said.code, said.out) == (0, "")
    assert "Attention : données synthétiques de démonstration." in plain(said.err)
    assert f"{len(found['nodes'])} fiches, {len(found['links'])} relations" in plain(said.err)
    if format in readers.READERS:
        nodes, edges = readers.READERS[format]((tmp_path / "f").read_bytes())
        assert nodes == {node["id"] for node in found["nodes"]}
        assert edges.total() == len(found["links"])
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


def test_a_filter_is_what_relations_answers(shown: str, tmp_path: Path) -> None:
    text = "type=PARTICIPATES_IN&role=financeur"
    found = entrelacs("relations", "--filter", text, "--limit", 1, store=shown).document
    assert entrelacs("export", "--format", "graphml", "--filter", text, tmp_path / "g.graphml", store=shown).code == 0
    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert graph.number_of_edges() == found["total"] > 0
    assert graph.graph["revision"] == found["revision"]


def test_parquet_of_a_part_stands_beside_the_whole(shown: str, tmp_path: Path) -> None:
    assert entrelacs("export", "--format", "parquet", tmp_path, store=shown).code == 0
    assert entrelacs("export", "--format", "parquet", *CENTRE, tmp_path, store=shown).code == 0
    whole, part = sorted(tmp_path.iterdir(), key=lambda path: len(path.name))
    assert part.name.startswith(f"{whole.name}-")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--depth", 2), "il y manque son centre"), ((*CENTRE, "--filter", "type=ACTS_IN"), "pas les deux"),
        (("--subgraph", "siren:1"), "siren:1"), (("--filter", "nature=x"), "nature"),
    ],
)  # fmt: skip
def test_a_part_that_cannot_be_is_refused(shown: str, tmp_path: Path, options: tuple[object, ...], words: str) -> None:
    said = entrelacs("export", "--format", "csv", *options, tmp_path / "f", store=shown)
    assert said.code == 3
    assert words in plain(said.err)
    assert list(tmp_path.iterdir()) == []


def test_every_file_says_its_day_sources_and_licences(shown: str, tmp_path: Path) -> None:
    entrelacs("export", "--format", "csv", tmp_path / "z", store=shown)
    note = zipfile.ZipFile(tmp_path / "z").read("LISEZMOI.txt").decode()
    entrelacs("export", "--format", "xlsx", tmp_path / "x.xlsx", store=shown)
    page = openpyxl.load_workbook(tmp_path / "x.xlsx", read_only=True)["lisez-moi"]
    for text in (note, "\n".join(f"{row[0]} : {row[1]}" for row in page.iter_rows(values_only=True))):
        for words in (
            "Titre : Entrelacs",
            "Date : 20",
            "Révision : ",
            "Source : cog",
            "Licence Ouverte 2.0",
            "Limite : Ce que disent",
        ):
            assert words in text, words
