"""demo, template, check, load, inspect: what enters the graph, and what is said of it."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Said, entrelacs
from tests.loaders.damaged import EXPERIMENT, GOOD, REFUSED_FILES, REJECTED_ROWS, experiments
from tests.support.french import plain

pytestmark = pytest.mark.unit
REPORT_FIELDS = {
    "source", "run", "file", "sha256", "rows_read", "kept", "kept_with_warnings", "rejected", "problems",
    "nodes_new", "nodes_changed", "relations_new", "relations_changed", "seconds",
}  # fmt: skip
"""interfaces.md §6."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "experimentations.csv"
    path.write_text(GOOD)
    return path


def test_demo_says_that_it_is_invented_and_what_is_there_now(demonstration: tuple[str, Said, Path]) -> None:
    _, said, _ = demonstration
    assert said.code == 0
    assert said.out == ""
    assert "les 500 expérimentations sont inventées" in said.err
    assert "500 expérimentations" in plain(said.err.splitlines()[-1])
    assert "territoires" in said.err.splitlines()[-1]


def test_demo_writes_the_report_it_is_asked_for(demonstration: tuple[str, Said, Path]) -> None:
    reports = json.loads(demonstration[2].read_text(encoding="utf-8"))["reports"]
    by_file = {report["file"]: report for report in reports}
    assert by_file["experimentations.csv"]["kept"] == 500
    assert sum(report["rejected"] for report in reports) == 0


def test_demo_twice_changes_nothing(demonstration: tuple[str, Said, Path]) -> None:
    before = entrelacs("stats", "--json", store=demonstration[0]).document
    assert entrelacs("demo", store=demonstration[0]).code == 0
    after = entrelacs("stats", "--json", store=demonstration[0]).document
    assert (after["revision"], after["nodes"], after["relations"]) == tuple(
        before[name] for name in ("revision", "nodes", "relations")
    )


def test_demo_of_the_territories_only_invents_nothing(own: str) -> None:
    said = entrelacs("demo", "--territories-only", store=own)
    assert said.code == 0
    assert "inventées" not in said.err
    assert set(entrelacs("stats", "--json", store=own).document["nodes"]) == {"Territory", "Theme"}


def test_a_template_is_files_that_load_as_they_are(ground: str, tmp_path: Path) -> None:
    folder = tmp_path / "nouveau" / "dossier"
    said = entrelacs("template", "experiments", folder)
    assert said.code == 0
    written = [Path(line) for line in said.out.splitlines()]
    assert {path.name for path in written} == {
        "experimentations.csv", "participations.csv", "couverture.csv", "experiments.xlsx",
    }  # fmt: skip
    checked = entrelacs("check", *(path for path in written if path.suffix == ".csv"), "--strict", "--json")
    assert checked.code == 0
    assert [report["rejected"] for report in checked.document["reports"]] == [0, 0, 0]
    assert entrelacs("load", folder / "experiments.xlsx", "--strict", store=ground).code == 0


def test_a_template_does_not_overwrite_what_was_filled_in(tmp_path: Path) -> None:
    entrelacs("template", "experiments", tmp_path)
    (tmp_path / "experimentations.csv").write_text("rempli")
    said = entrelacs("template", "experiments", tmp_path)
    assert said.code == 3
    assert "existe déjà" in said.err
    assert (tmp_path / "experimentations.csv").read_text() == "rempli"


def test_check_reports_and_writes_nothing(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = entrelacs("check", file, "--json")
    assert said.code == 0
    (report,) = said.document["reports"]
    assert set(report) >= REPORT_FIELDS
    assert (report["rows_read"], report["kept"], report["nodes_new"]) == (1, 1, 0)
    assert list(tmp_path.iterdir()) == [file]


def test_load_brings_the_territories_and_says_what_is_new(file: Path, own: str) -> None:
    said = entrelacs("load", file, "--json", store=own)
    assert said.code == 0
    (report,) = said.document["reports"]
    assert (report["source"], report["kept"], report["nodes_new"]) == ("experiments", 1, 1)
    assert "1 fiche nouvelle, 0 complétée" in plain(said.err)
    assert entrelacs("stats", "--json", store=own).document["nodes"]["Experiment"] == 1


def test_loading_again_adds_nothing(file: Path, ground: str) -> None:
    entrelacs("load", file, store=ground)
    (report,) = entrelacs("load", file, "--json", store=ground).document["reports"]
    gained = ("nodes_new", "nodes_changed", "relations_new", "relations_changed")
    assert [report[name] for name in gained] == [0, 0, 0, 0]


def test_a_folder_lists_what_it_ignores(ground: str, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "experimentations.csv").write_text(GOOD)
    (folder / "lisez-moi.md").write_text("# rien")
    said = entrelacs("load", folder, "--json", store=ground)
    assert said.code == 0
    assert [each["file"] for each in said.document["ignored"]] == ["lisez-moi.md"]


def test_inspect_tells_how_a_file_would_be_read(file: Path) -> None:
    said = entrelacs("inspect", file)
    assert said.code == 0
    for word in ("utf-8", "séparateur ;", "source : experiments", "id, intitule", "X-1 | Atelier réparé"):
        assert word in said.out
    (table,) = entrelacs("inspect", file, "--json").document["tables"]
    assert (table["encoding"], table["separator"], table["source"]) == ("utf-8", ";", "experiments")


def test_inspect_says_what_an_unknown_file_lacks(file: Path) -> None:
    file.write_text(GOOD.replace(";territoires", "").replace(";commune:33063", ""))
    (table,) = entrelacs("inspect", file, "--json").document["tables"]
    assert table["source"] is None
    assert "territoires" in table["reason"]


@pytest.mark.parametrize("command", ["load", "check", "inspect"])
@pytest.mark.parametrize("case", ["vide", "colonne_manquante", "gzip_tronque", "page_web"])
def test_a_damaged_file_ends_with_code_3_and_one_sentence(command: str, case: str, own: str, tmp_path: Path) -> None:
    damaged = REFUSED_FILES[case]
    (tmp_path / damaged.name).write_bytes(damaged.content)
    said = entrelacs(command, tmp_path / damaged.name, store=own)
    if (command, case) == ("inspect", "colonne_manquante"):
        assert said.code == 0  # looking at a file that fits nothing is what inspect is for
        return
    assert (said.code, said.out) == (3, "")
    assert 1 <= len(said.err.splitlines()) <= 2
    for word in damaged.words:
        assert plain(word) in plain(said.err)


def test_load_refuses_before_it_writes(ground: str, tmp_path: Path) -> None:
    (tmp_path / "experimentations.csv").write_bytes(b"")
    before = entrelacs("stats", "--json", store=ground).document
    assert entrelacs("load", tmp_path / "experimentations.csv", store=ground).code == 3
    assert entrelacs("stats", "--json", store=ground).document == before


@pytest.mark.parametrize("case", REJECTED_ROWS)
def test_strict_shows_the_bad_line_and_writes_the_report(case: str, own: str, file: Path, tmp_path: Path) -> None:
    file.write_text(experiments(EXPERIMENT, REJECTED_ROWS[case].row))
    said = entrelacs("load", file, "--strict", "--report", tmp_path / "rapport.json", store=own)
    assert said.code == 3
    assert "experimentations.csv:3" in said.err
    assert "rien n’a été écrit" in said.err
    (report,) = json.loads((tmp_path / "rapport.json").read_text(encoding="utf-8"))["reports"]
    assert (report["kept"], report["rejected"], report["nodes_new"]) == (1, 1, 0)
    assert entrelacs("stats", "--json", store=own).document["nodes"] == {}


def test_check_strict_refuses_and_check_alone_does_not(file: Path) -> None:
    file.write_text(experiments(EXPERIMENT, REJECTED_ROWS["jour_impossible"].row))
    assert entrelacs("check", file).code == 0
    assert entrelacs("check", file, "--strict").code == 3


def test_a_file_of_bad_rows_only_is_refused_wholly(file: Path, ground: str) -> None:
    file.write_text(experiments(REJECTED_ROWS["jour_impossible"].row))
    for command in ("check", "load"):
        said = entrelacs(command, file, store=ground)
        assert said.code == 3, command
        assert "Aucune ligne" in said.err


def test_an_unknown_source_lists_those_that_exist(file: Path, own: str) -> None:
    said = entrelacs("load", file, "--source", "inconnue", store=own)
    assert said.code == 3
    assert "experiments" in said.err


def test_a_mapping_that_does_not_hold_together_is_refused_with_its_field(file: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mienne.yaml"
    mapping.write_text("source: Mienne\n")
    said = entrelacs("check", file, "--mapping", mapping)
    assert said.code == 3
    assert "mienne.yaml" in said.err
    assert "source" in said.err
