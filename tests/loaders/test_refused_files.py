"""A file that cannot be read as it should is refused whole, with a sentence, before anything is written."""

import gzip
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.store import Store
from loaders.loading import check_files, load_files
from tests.loaders.damaged import EXPERIMENT, EXPERIMENTS, GOOD, REFUSED_FILES, experiments, workbook

pytestmark = pytest.mark.unit


def content(store: Store) -> tuple[object, ...]:
    """What a refusal must leave as it was: the facts, the log of loads, and what is said of coverage."""
    return store.revision(), store.runs(), store.coverage()


def assert_a_person_can_act_on(message: str, words: tuple[str, ...]) -> None:
    for each in words:
        assert each in message
    assert "Error" not in message
    assert message.endswith((".", ").")), message


@pytest.mark.parametrize("case", REFUSED_FILES)
def test_a_damaged_file_is_refused_and_nothing_is_written(case: str, store: Store, tmp_path: Path) -> None:
    damaged = REFUSED_FILES[case]
    file = tmp_path / damaged.name
    file.write_bytes(damaged.content)
    before = content(store)
    with pytest.raises(InvalidInput) as refused:
        load_files(store, [str(file)])
    assert_a_person_can_act_on(refused.value.message, damaged.words)
    assert content(store) == before


def test_a_file_that_is_not_there_is_told_with_its_name(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        load_files(store, [str(tmp_path / "absent.csv")])
    assert_a_person_can_act_on(refused.value.message, ("absent.csv", "introuvable", "Attendu un fichier"))


def test_a_good_file_beside_a_damaged_one_is_not_written_either(store: Store, tmp_path: Path) -> None:
    good, bad = tmp_path / "experimentations.csv", tmp_path / "participations.csv"
    good.write_text(GOOD)
    bad.write_bytes(b"")
    before = content(store)
    with pytest.raises(InvalidInput, match=r"participations\.csv.*fichier vide"):
        load_files(store, [str(good), str(bad)])
    assert content(store) == before


def test_damage_at_the_end_is_found_before_the_first_write(store: Store, tmp_path: Path) -> None:
    rows = [f"X-{n};Atelier;reel;2016;commune:33063;essai" for n in range(9_000)]  # more than a batch
    file = tmp_path / "experimentations.csv.gz"
    file.write_bytes(gzip.compress(experiments(*rows).encode())[:-9])  # its last bytes tell that it is whole
    before = content(store)
    with pytest.raises(InvalidInput, match="gzip tronquée"):
        load_files(store, [str(file)])
    assert content(store) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "iso8859_15", "utf-16"])
def test_a_file_in_another_encoding_keeps_its_accents_and_says_so(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "experimentations.csv"
    file.write_bytes(GOOD.encode(encoding))
    report = check_files([str(file)]).reports[0]
    assert (report.kept, report.rejected) == (1, 0)
    assert any("UTF-8" in note for note in report.notes) == (not encoding.startswith("utf-8"))


def test_an_encoding_that_is_guessed_gives_the_words_that_were_written(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "experimentations.csv"
    file.write_bytes(GOOD.encode("cp1252"))
    load_files(store, [str(file)])
    assert store.node("exp:essai:X-1").label == "Atelier réparé"


def test_titles_above_the_header_of_a_spreadsheet_are_passed_and_told(tmp_path: Path) -> None:
    title = ("Liste des expérimentations, mise à jour en 2024",)
    file = workbook(tmp_path / "classeur.xlsx", title, (), tuple(EXPERIMENTS.split(";")), tuple(EXPERIMENT.split(";")))
    report = check_files([str(file)]).reports[0]
    assert (report.rows_read, report.kept) == (1, 1)
    assert any("ligne de titre sautée" in note for note in report.notes)


def test_a_line_is_counted_from_the_top_of_the_file_under_titles(tmp_path: Path) -> None:
    file = tmp_path / "experimentations.csv"
    file.write_text("Liste des expérimentations\n\n" + experiments(EXPERIMENT.replace("33063", "99999")))
    # title, blank, header, row: what an editor shows as line 4
    assert check_files([str(file)]).reports[0].problems[0].line == 4


def test_what_was_unpacked_of_a_refused_archive_is_taken_away(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked = tmp_path / "tmp"
    unpacked.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(unpacked))
    file = tmp_path / "lot.zip"
    file.write_bytes(REFUSED_FILES["zip_abime"].content)
    with pytest.raises(InvalidInput):
        load_files(store, [str(file)])
    assert list(unpacked.iterdir()) == []
