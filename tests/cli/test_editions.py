"""Loads taken back and editions compared, as a person types it."""

from pathlib import Path

import pytest

from tests.cli.running import Said, entrelacs
from tests.loaders.damaged import EXPERIMENT, experiments
from tests.support.french import plain

pytestmark = pytest.mark.unit


def load(store: str, folder: Path, name: str, title: str) -> str:
    """Id of the run of a file with one experiment."""
    file = folder / f"experimentations-{name}.csv"
    file.write_text(experiments(EXPERIMENT.replace("Atelier réparé", title)))
    return str(entrelacs("load", file, "--json", store=store).document["reports"][0]["run"])


def revision(store: str) -> Said:
    return entrelacs("stats", "--json", store=store).document["revision"]  # type: ignore[no-any-return]


def test_undo_gives_back_the_graph_of_before(ground: str, tmp_path: Path) -> None:
    load(ground, tmp_path, "un", "Premier titre")
    before = revision(ground)
    second = load(ground, tmp_path, "deux", "Second titre")
    assert revision(ground) != before
    said = entrelacs("undo", second[:8], store=ground)
    assert said.code == 0
    assert "1 chargement annulé : 0 fiche retirée, 1 allégée" in plain(said.err)
    assert revision(ground) == before


def test_an_undone_id_says_so(ground: str, tmp_path: Path) -> None:
    run = load(ground, tmp_path, "un", "Atelier réparé")
    assert entrelacs("undo", run, "--json", store=ground).document["nodes_gone"] == 1
    said = entrelacs("subgraph", "exp:essai:X-1", store=ground)
    assert said.code == 3
    assert f"le chargement {run}, seul à la nommer, a été annulé" in plain(said.err)


def test_an_unknown_run_is_refused_with_code_3(ground: str) -> None:
    said = entrelacs("undo", "zzz", store=ground)
    assert (said.code, said.out) == (3, "")
    assert "Chargement « zzz » inconnu" in plain(said.err)


def test_diff_shows_what_changed_between_two_loads(ground: str, tmp_path: Path) -> None:
    runs = [load(ground, tmp_path, name, f"Titre {name}") for name in ("un", "deux")]
    said = entrelacs("diff", *runs, store=ground)
    assert ["~", "exp:essai:X-1", "Titre deux"] in said.rows
    assert "0 retirée, 0 ajoutée, 1 changée" in plain(said.err)
    document = entrelacs("diff", *runs, "--json", store=ground).document
    assert document["changed"][0]["before"] == {"label": "Titre un"}
