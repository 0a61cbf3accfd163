"""A row that cannot be a fact is left out with its line, its column and the reason; the others are kept."""

from pathlib import Path

import pytest

from graph.errors import UnknownEntity
from graph.store import Store
from loaders.loading import check_files, load_files
from loaders.report import FileReport, LoadReport
from loaders.run import Refused
from tests.loaders.damaged import EXPERIMENT, GOOD, REJECTED_ROWS, experiments, participations
from tests.support.french import plain

pytestmark = pytest.mark.unit
HOSTILE = """Asso </script><script>alert(1)</script> <a href="javascript:alert(1)">x</a>"""


def files(folder: Path, participants: str) -> list[str]:
    (folder / "experimentations.csv").write_text(GOOD)
    (folder / "participations.csv").write_text(participants)
    return [str(folder / "experimentations.csv"), str(folder / "participations.csv")]


def second(report: LoadReport) -> FileReport:
    """That of the participations."""
    return report.reports[1]


@pytest.mark.parametrize("case", REJECTED_ROWS)
def test_a_bad_row_is_told_by_line_and_column(case: str, tmp_path: Path) -> None:
    bad = REJECTED_ROWS[case]
    file = tmp_path / "experimentations.csv"
    file.write_text(experiments(EXPERIMENT, bad.row))
    report = check_files([str(file)]).reports[0]
    assert (report.rows_read, report.kept, report.rejected) == (2, 1, 1)
    (problem,) = report.problems
    assert (problem.line, problem.column, problem.code) == (3, bad.column, bad.code)
    assert bad.words in plain(problem.message)
    assert problem.value is None or len(problem.value) <= 80  # a long cell is not poured into the report


@pytest.mark.parametrize("case", REJECTED_ROWS)
def test_strict_refuses_all_for_one_bad_row_and_writes_nothing(case: str, store: Store, tmp_path: Path) -> None:
    file = tmp_path / "experimentations.csv"
    file.write_text(experiments(EXPERIMENT, REJECTED_ROWS[case].row))
    before = store.revision(), store.runs(), store.coverage()
    with pytest.raises(Refused, match="rien n’a été écrit") as refused:
        load_files(store, [str(file)], strict=True)
    assert refused.value.report.rejected == 1
    assert (store.revision(), store.runs(), store.coverage()) == before


def test_without_strict_the_good_rows_enter_and_the_bad_one_does_not(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "experimentations.csv"
    file.write_text(experiments(EXPERIMENT, REJECTED_ROWS["commune_inconnue"].row))
    load_files(store, [str(file)])
    assert store.node("exp:essai:X-1").label == "Atelier réparé"
    with pytest.raises(UnknownEntity):
        store.node("exp:essai:X-2")


def test_a_cell_of_ten_thousand_characters_is_kept_whole(store: Store, tmp_path: Path) -> None:
    # the bound is the last length that is kept: one more is refused (see REJECTED_ROWS)
    file = tmp_path / "experimentations.csv"
    file.write_text(experiments(f"X-1;{'é' * 10_000};reel;2016;commune:33063;essai"))
    assert load_files(store, [str(file)]).rejected == 0
    assert store.node("exp:essai:X-1").label == "é" * 10_000


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("55210055400014", "clé de contrôle fausse"),  # 552100554 is a SIREN; 00013 would be its first SIRET
        ("552100555", "clé de contrôle fausse"),
        ("5521", "attendu un SIREN"),
    ],
)
def test_a_number_that_fails_its_key_is_left_out_and_the_actor_known_by_name(
    number: str, words: str, store: Store, tmp_path: Path
) -> None:
    report = second(load_files(store, files(tmp_path, participations(f"X-1;Asso A;{number};porteur;33063"))))
    (problem,) = report.problems
    assert (problem.line, problem.column, problem.value) == (2, "identifiant", number)
    assert words in problem.message
    assert report.kept_with_warnings == 1
    (hit,) = store.search("Asso A", kind="Actor").hits
    assert hit.id.startswith("mention:")


def test_a_participation_in_no_kept_experiment_says_what_to_do(tmp_path: Path) -> None:
    report = second(check_files(files(tmp_path, participations("X-9;Asso A;;porteur;33063"))))
    (problem,) = report.problems
    assert (problem.code, problem.value) == ("unknown_experiment", "X-9")
    assert "chargez les deux fichiers ensemble" in problem.message


def test_a_commune_of_a_participant_that_does_not_exist_rejects_its_row(tmp_path: Path) -> None:
    report = second(check_files(files(tmp_path, participations("X-1;Asso A;;porteur;33999"))))
    assert [(p.line, p.column, p.code) for p in report.problems] == [(2, "commune", "invalid_commune")]
    assert report.rejected == 1


def test_a_hostile_name_is_a_name(store: Store, tmp_path: Path) -> None:
    """It is kept to the letter here: escaping belongs to whoever writes a page (tests/api/test_bad_input.py)."""
    load_files(store, files(tmp_path, participations(f"X-1;{HOSTILE.replace(chr(34), chr(39))};;porteur;33063")))
    (hit,) = store.search("alert", kind="Actor").hits
    assert hit.label == HOSTILE.replace('"', "'")


def test_the_three_ends_of_a_row_sum_to_the_rows_read(tmp_path: Path) -> None:
    rows = ("X-1;A;;porteur;33063", "X-1;B;5521;;33063", "X-9;C;;;", "X-1;D")
    report = second(check_files(files(tmp_path, participations(*rows))))
    assert (report.kept, report.kept_with_warnings, report.rejected) == (1, 1, 2)
    assert report.rows_read == len(rows)
