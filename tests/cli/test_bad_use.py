"""A command used wrongly, an unknown id, a store that is not there: one or two French lines and the right exit code."""

import os
import socket
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, entrelacs
from tests.loaders.damaged import GOOD
from tests.support.french import plain

pytestmark = pytest.mark.unit

WRONG_USE = {
    "profondeur": (("subgraph", "x", "--depth", "9"), ("--depth", "9", "un nombre entier de 1 à 3")),
    "pas un nombre": (("subgraph", "x", "--depth", "deux"), ("deux", "un nombre entier")),
    "limite": (("subgraph", "x", "--limit", "-1"), ("--limit", "-1", "de 1 à 2000")),
    "niveau": (("gaps", "--level", "canton"), ("canton", "attendu region, departement, epci ou crte")),
    "niveau absent": (("gaps",), ("Il manque --level", "region, departement, epci ou crte")),
    "mesure": (("centrality", "--measure", "charme"), ("charme", "degree, betweenness")),
    "genre": (("search", "a", "--kind", "Personne"), ("Personne", "attendu Actor, Experiment")),
    "format": (("export", "--format", "docx", "f"), ("docx", "csv, cypher, gexf, graphml, jsonld, parquet ou xlsx")),
    "port": (("serve", "--port", "0"), ("--port", "de 1 à 65535")),
    "fichier absent": (("load",), ("Il manque FILES",)),
    "identifiant absent": (("path", "x"), ("Il manque END",)),
    "une de trop": (("search", "a", "b"), ("Trop de valeurs", "b")),
    "option": (("load", "f", "--repot", "r"), ("Option inconnue « --repot »", "--report")),
    "valeur absente": (("search", "x", "--limit"), ("Il manque la valeur de --limit",)),
    "commande": (("charger",), ("Commande inconnue « charger »", "entrelacs --help")),
    "correspondance": (("load", "f", "--mapping", "absente.yaml"), ("absente.yaml", "un fichier qui existe")),
}  # fmt: skip
REFUSED = {
    "fiche": (("subgraph", "siren:999999990"), ("Aucune fiche « siren:999999990 »", "cherchez par nom")),
    "un bout du chemin": (("path", "region:75", "exp:demonstration:EXP-999"), ("EXP-999", "Proches")),
    "profil": (("centrality", "--kind", "inconnu"), ("inconnu", "association")),
    "territoire": (("centrality", "--territory", "commune:99999"), ("Aucune fiche « commune:99999 »",)),
    "fichier": (("load", "absent.csv"), ("absent.csv", "introuvable")),
    "dossier": (("export", "--format", "csv", "/dev/null/x"), ("/dev/null/x", "écriture impossible")),
    "schema": (("--store", "mysql://x", "stats"), ("mysql://", "sqlite:///fichier.db", "ENTRELACS_STORE")),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG_USE)
def test_a_wrong_command_says_what_was_expected(case: str) -> None:
    arguments, words = WRONG_USE[case]
    said = entrelacs(*arguments)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1
    for word in (*words, "--help"):
        assert word in plain(said.err)
    for english in ("Invalid", "Missing", "No such", "not in the range", "unexpected"):
        assert english not in said.err


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_ends_with_code_3(case: str, shown: str) -> None:
    arguments, words = REFUSED[case]
    said = entrelacs(*arguments, store=None if arguments[0] == "--store" else shown)
    assert (said.code, said.out) == (3, "")
    for word in words:
        assert word in plain(said.err)
    assert "Traceback" not in said.err


def test_typography_of_what_is_said(shown: str) -> None:
    said = entrelacs("subgraph", "siren:999999990", store=shown)
    assert "«\u00a0siren:999999990\u00a0»" in said.err
    assert " :" not in said.err  # a plain space before a colon may leave it alone on the next line


def test_no_command_shows_the_help() -> None:
    said = entrelacs()
    assert said.code == 2
    assert "gaps" in said.err


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    said = entrelacs("stats", store=f"sqlite:///{tmp_path / 'absent.db'}")
    assert said.code == 1
    assert "entrelacs demo" in said.err
    assert not (tmp_path / "absent.db").exists()


def test_a_store_of_a_newer_format_says_to_update(ground: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "g.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    said = entrelacs("stats", store=ground)
    assert said.code == 1
    assert "format 999" in plain(said.err)
    assert "mettez Entrelacs à jour" in said.err


def test_a_neo4j_that_is_down_is_told_once_and_in_french(tmp_path: Path) -> None:
    """As a process: what a driver writes by itself would show."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers
        address = f"neo4j://127.0.0.1:{taken.getsockname()[1]}"
        command = [*COMMAND, "--store", address, "stats"]
        given = {**os.environ, "ENTRELACS_NEO4J_PASSWORD": "secret-jamais-ecrit"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=given, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert f"Neo4j ne répond pas à {address}" in plain(done.stderr)
    assert "vérifiez qu’il est démarré" in done.stderr
    assert "secret" not in done.stderr


def test_an_unexpected_failure_is_one_line_and_a_trace_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, shown: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("panne")

    monkeypatch.setattr("api.answers.stats_document", broken)
    said = entrelacs("stats", store=shown)
    assert said.code == 1
    assert "--debug" in said.err
    assert "Traceback" not in said.err
    with pytest.raises(RuntimeError, match="panne"):
        entrelacs("--debug", "stats", store=shown)


def test_a_file_may_be_a_name_with_accents_and_spaces(ground: str, tmp_path: Path) -> None:
    file = tmp_path / "expérimentations d’été 2024.csv"
    file.write_text(GOOD)
    assert entrelacs("load", file, store=ground).code == 0
