"""A file that nobody described is read by a mapping made for it, or refused with what could not be found in it."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.model.record import NodeRecord, RelationRecord
from graph.store import Store
from loaders.inspecting import inspect_file
from loaders.loading import check_files, load_files
from tests.loaders.undescribed import FILES, GRANTS, NAMES, text
from tests.support.french import plain

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("case", FILES)
def test_every_grant_of_a_publisher_unknown_until_now_is_kept(case: str, tmp_path: Path) -> None:
    made = FILES[case]
    made.write(tmp_path / made.name)
    report = check_files([str(tmp_path / made.name)], given=made.given).reports[0]
    assert (report.kept + report.kept_with_warnings, report.rejected) == (made.kept, 0), [report.problems, report.notes]


@pytest.mark.parametrize("case", FILES)
def test_its_giver_and_its_beneficiaries_are_the_ones_it_says(case: str, store: Store, tmp_path: Path) -> None:
    made = FILES[case]
    made.write(tmp_path / made.name)
    load_files(store, [str(tmp_path / made.name)], given=made.given)
    actors = [record for record in store.records() if isinstance(record, NodeRecord) and record.kind == "Actor"]
    labels = {claim.label for actor in actors for claim in actor.claims}
    assert made.giver in labels
    if case != "double_encodage":  # œ and ’ have bytes that cp1252 does not know: lost for good
        assert set(NAMES) <= labels


def test_the_report_says_how_each_column_was_read(tmp_path: Path) -> None:
    made = FILES["attributaire"]
    made.write(tmp_path / made.name)
    notes = [plain(note) for note in check_files([str(tmp_path / made.name)]).reports[0].notes]
    assert any(note.startswith("correspondance proposée") for note in notes)
    assert any("« Montant voté » lu comme montant en euros" in note for note in notes)


def test_a_file_without_a_giver_is_refused_with_what_to_give(tmp_path: Path) -> None:
    made = FILES["sans_attribuant"]
    made.write(tmp_path / made.name)
    with pytest.raises(InvalidInput) as refused:
        check_files([str(tmp_path / made.name)])
    message = plain(refused.value.message)
    assert "nom de l’attribuant (giver_name)" in message
    assert "--set giver_name=…" in message
    assert "« Bénéficiaire » = nom du bénéficiaire" in message


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    made = FILES["sans_attribuant"]
    made.write(tmp_path / made.name)
    with pytest.raises(InvalidInput, match=r"--set donneur.*giver_name"):
        check_files([str(tmp_path / made.name)], given={"donneur": "x"})


def test_inspect_proposes_and_the_mapping_it_writes_loads_the_file(tmp_path: Path) -> None:
    made = FILES["sans_attribuant"]
    file, mapping = tmp_path / made.name, tmp_path / "m.yaml"
    made.write(file)
    found = inspect_file(str(file), given=made.given, saving=mapping)
    proposal = found["tables"][0]["proposal"]  # type: ignore[index,call-overload]
    assert proposal["sufficient"] is True  # type: ignore[index,call-overload]
    assert check_files([str(file)], mapping=mapping).reports[0].kept == GRANTS


def test_inspect_says_what_is_lacking(tmp_path: Path) -> None:
    made = FILES["sans_attribuant"]
    made.write(tmp_path / made.name)
    proposal = inspect_file(str(tmp_path / made.name))["tables"][0]["proposal"]  # type: ignore[index,call-overload]
    assert proposal["missing"] == [{"field": "giver_name", "label": "nom de l’attribuant"}]  # type: ignore[index,call-overload]


def test_a_mapping_that_does_not_fit_is_refused_before_the_first_row(store: Store, tmp_path: Path) -> None:
    first, second = FILES["sans_attribuant"], FILES["anglais"]
    first.write(tmp_path / first.name)
    second.write(tmp_path / second.name)
    inspect_file(str(tmp_path / first.name), given=first.given, saving=tmp_path / "m.yaml")
    before = store.revision()
    with pytest.raises(InvalidInput, match="colonnes manquantes"):
        load_files(store, [str(tmp_path / second.name)], mapping=tmp_path / "m.yaml")
    assert store.revision() == before


def test_columns_of_persons_are_never_proposed(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    text(("Attribuant", "Association", "Nom du président", "Courriel", "Montant"),
         [("Ville", "Club", "Untel", "a@exemple.fr", "12")] * 3)(file)  # fmt: skip
    report = check_files([str(file)]).reports[0]
    assert report.dropped_columns == ["Nom du président", "Courriel"]
    assert not any("Untel" in note for note in report.notes)


def test_a_list_of_associations_is_one_of_actors(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "annuaire.csv"
    text(("Nom", "N° RNA", "Ville", "Code postal", "Objet social"),
         [("Club de voile", "W751092330", "Paris", "75012", "Voile"), ("Foyer", "", "Lyon", "69003", "")])(file)  # fmt: skip
    report = load_files(store, [str(file)]).reports[0]
    assert report.kept + report.kept_with_warnings == 2
    assert store.node("rna:W751092330").label == "Club de voile"


def test_what_is_given_fills_and_never_replaces_a_cell_of_a_described_file(store: Store, tmp_path: Path) -> None:
    """In a file of several givers, a name given for all rows must not take the money of those that are named."""
    file = tmp_path / "subventions.csv"
    rows = ("Ville de Ici;Foyer rural;Fête;100", ";Club d’échecs;Tournoi;200")
    file.write_text("\n".join(["nomAttribuant;nomBeneficiaire;objet;montant", *rows]) + "\n")
    load_files(store, [str(file)], source="scdl", given={"giver_name": "Ville de Là"})
    given = [each for each in store.records() if isinstance(each, RelationRecord) and each.role == "financeur"]
    assert {store.node(each.source).label for each in given} == {"Ville de Ici", "Ville de Là"}


def test_a_given_value_is_checked_as_a_cell_is(tmp_path: Path) -> None:
    made = FILES["sans_attribuant"]
    made.write(tmp_path / made.name)
    with pytest.raises(InvalidInput, match="--set giver_id=123"):
        check_files([str(tmp_path / made.name)], source="scdl", given={"giver_id": "123"})
