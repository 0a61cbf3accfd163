"""fetch and sources, as a person types them: the catalogue is a server on loopback."""

import json
from pathlib import Path

import pytest

from loaders.mapping import catalogue
from tests.cli.running import entrelacs
from tests.loaders.datasets import PARTNERS, RULE, SLUG, both, found_by, publish
from tests.support.file_server import FileServer, cut, status
from tests.support.french import plain

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def published(file_server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    """Projects and partners of the ANR in a dataset of our own, an empty cache, no pause."""
    monkeypatch.setenv("ENTRELACS_DATAGOUV", file_server.origin)
    monkeypatch.setenv("ENTRELACS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("loaders.downloading.FIRST_PAUSE", 0.0)
    found_by(monkeypatch, RULE)
    publish(file_server, *both(file_server))
    return file_server


def test_fetch_downloads_checks_and_loads(ground: str) -> None:
    said = entrelacs("fetch", "anr", "--json", store=ground)
    assert said.code == 0, said.err
    reports = {each["file"]: each for each in said.document["reports"]}
    assert {name: each["kept"] for name, each in reports.items()} == {"anr-projets.csv": 1, "anr-partenaires.csv": 1}
    fetched = said.document["fetched"]
    assert (fetched["source"], fetched["vintage"], fetched["warnings"]) == ("anr", "2026-05-02", [])
    assert [(each["new"], each["checked"], each["licence"]) for each in fetched["files"]] == [
        (True, True, "Licence Ouverte 2.0")
    ] * 2
    runs = {run["file"]: run for run in entrelacs("stats", "--json", store=ground).document["runs"]}
    run = runs["anr-partenaires.csv"]
    assert (run["vintage"], run["published_at"]) == ("2026-05-02", "2026-05-02T08:00:00+00:00")


@pytest.mark.parametrize(("option", "told"), [("--identity", True), ("--no-identity", False)])
def test_who_is_who_is_said_after_a_fetch_as_after_a_load(option: str, told: bool, ground: str) -> None:
    assert ("Qui est qui :" in plain(entrelacs("fetch", "anr", option, store=ground).err)) is told


def test_fetching_again_changes_nothing(ground: str) -> None:
    entrelacs("fetch", "anr", store=ground)
    revision = entrelacs("stats", "--json", store=ground).document["revision"]
    said = entrelacs("fetch", "anr", store=ground)
    assert said.code == 0
    assert "inchangé, pas renvoyé" in plain(said.err)
    assert entrelacs("stats", "--json", store=ground).document["revision"] == revision


def test_only_download_names_the_files_and_opens_no_store(own: str, tmp_path: Path) -> None:
    said = entrelacs("fetch", "anr", "--only-download", store=own)
    assert said.code == 0
    files = [Path(line) for line in said.out.splitlines()]
    assert [file.name for file in files] == ["anr-projets.csv", "anr-partenaires.csv"]
    assert files[1].read_bytes() == PARTNERS
    assert not (tmp_path / "g.db").exists()
    document = entrelacs("fetch", "anr", "--only-download", "--json", store=own).document
    assert set(document) == {"fetched"}


def test_the_vintage_that_a_person_says_wins(ground: str) -> None:
    said = entrelacs("fetch", "anr", "--vintage", "2026-04", "--json", store=ground)
    fetched = said.document["fetched"]
    assert (fetched["vintage"], [each["vintage"] for each in fetched["files"]]) == ("2026-04", [None, None])
    runs = entrelacs("stats", "--json", store=ground).document["runs"]
    assert {run["vintage"] for run in runs if run["source"] == "anr"} == {"2026-04"}


@pytest.mark.parametrize(
    ("behaviour", "code", "words"),
    [
        (status(404), 3, "introuvable (404)"),
        (status(429, {"Retry-After": "9000"}), 1, "revenez plus tard"),
        (cut(PARTNERS, 9), 1, "coupée"),
    ],
)
def test_what_cannot_be_had_leaves_the_graph_as_it_was(
    behaviour: object, code: int, words: str, published: FileServer, ground: str
) -> None:
    published.serves("/fichiers/anr-partenaires.csv", behaviour)  # type: ignore[arg-type]
    before = entrelacs("stats", "--json", store=ground).document
    said = entrelacs("fetch", "anr", "--json", store=ground)
    assert (said.code, said.out) == (code, "")
    told = plain(said.err)
    assert words in told
    assert f"{published.origin}/fr/datasets/{SLUG}/" in told
    assert entrelacs("stats", "--json", store=ground).document == before


@pytest.mark.parametrize("source", ["crte", "vocabulaire", "nulle-part", "../x"])
def test_a_source_that_cannot_be_fetched_is_refused_in_a_line(source: str, published: FileServer, own: str) -> None:
    said = entrelacs("fetch", source, store=own)
    assert (said.code, said.out, len(said.err.splitlines())) == (3, "", 1)
    assert published.seen == []


def test_sources_prints_the_whole_catalogue() -> None:
    said = entrelacs("sources")
    assert said.code == 0
    for mapping in catalogue():
        assert f"{mapping.source} — " in plain(said.out)
    assert "entrelacs fetch anr" in plain(said.out)
    assert "se téléchargent par « entrelacs fetch SOURCE »" in plain(said.err)


def test_the_json_of_sources_says_what_each_leaves_out() -> None:
    document = entrelacs("sources", "--json").document
    assert document["total"] == len(catalogue()) == len(document["rows"])
    (rna,) = [row for row in document["rows"] if row["id"] == "rna"]
    assert rna["fetchable"]
    assert (rna["life"], rna["vintage"]) == ("snapshot", None)
    assert {"territory": "departement:67", "state": "not_in_register"}.items() <= rna["covers"][2].items()
    assert "Moselle" in rna["leaves_out"]
    assert json.dumps(document)  # plain values only
