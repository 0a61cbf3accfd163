"""What becomes of a file that says more or other than its mapping: freeze, discard_row, discard_value, evolve."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.model.entities import Alliance
from loaders.delivery import FileDelivery
from loaders.facts import Outcome
from loaders.inputs import Inputs
from loaders.loading import check_files
from loaders.mapping import read_mapping
from loaders.recognition import Known, recognise
from tests.loaders.rows import one

pytestmark = pytest.mark.unit
MAPPING = """
source: essai
title: Essai
publisher: Ville d’Exemple
licence: Licence Ouverte 2.0
version: "1"
row: une subvention
leaves_out: le reste
module: grants
{contract}
tables:
  conventions:
    fields:
      giver_name: {{constant: "Ville d’Exemple"}}
      beneficiary_name: {{column: Nom, required: true}}
      beneficiary_id: {{column: SIRET, check: identifier}}
      amount: {{column: Montant, check: amount, required: true}}
"""
HEADER = "Nom;SIRET;Montant"


def outcomes(folder: Path, contract: str, *rows: str, header: str = HEADER) -> list[Outcome]:
    path, file = folder / "m.yaml", folder / "f.csv"
    path.write_text(MAPPING.format(contract=f"contract: {contract}" if contract else ""))
    file.write_text("\n".join([header, *rows]) + "\n")
    mapping = read_mapping(path)
    with Inputs([str(file)]) as inputs:
        known, _ = recognise(inputs.files[0], Known([mapping]))
        return [outcome for _, outcome in FileDelivery(mapping, known).outcomes()]


def codes(made: Outcome) -> list[str]:
    return [problem.code for problem in made.problems]


def test_without_a_contract_each_field_says_what_a_bad_value_does(tmp_path: Path) -> None:
    number, money = outcomes(tmp_path, "", "A;12345;10", "B;;dix")
    assert (number.facts is not None, codes(number)) == (True, ["invalid_identifier"])
    assert (money.facts, codes(money)) == (None, ["invalid_amount"])


@pytest.mark.parametrize(
    ("header", "words"), [(f"{HEADER};Direction", "En trop : Direction"), ("Nom;Montant", "Manquantes : SIRET")]
)
def test_freeze_refuses_the_file_before_its_first_row(header: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=words):
        outcomes(tmp_path, "freeze", "A;1;2;3"[: 2 * header.count(";") + 1], header=header)


def test_freeze_takes_the_file_that_has_its_columns_and_no_other(tmp_path: Path) -> None:
    assert len(outcomes(tmp_path, "freeze", "A;;10")) == 1


def test_discard_row_rejects_the_row_of_any_bad_value(tmp_path: Path) -> None:
    good, bad = outcomes(tmp_path, "discard_row", "A;;10", "B;12345;10")
    assert good.facts is not None
    assert (bad.facts, codes(bad)) == (None, ["invalid_identifier"])


def test_discard_value_keeps_the_row_without_it_and_warns(tmp_path: Path) -> None:
    (made,) = outcomes(tmp_path, "discard_value", "B;;dix")
    assert one(made, Alliance).amount is None
    assert codes(made) == ["invalid_amount"]


def test_evolve_keeps_what_no_field_asks_for_but_persons(tmp_path: Path) -> None:
    header = f"{HEADER};Direction;Courriel"
    (made,) = outcomes(tmp_path, "evolve", "A;;10;Culture;a@exemple.fr", header=header)
    assert one(made, Alliance).others == ("Direction : Culture",)
    (other,) = outcomes(tmp_path, "", "A;;10;Culture;a@exemple.fr", header=header)
    assert one(other, Alliance).others is None


def test_a_word_that_is_no_contract_refuses_the_mapping(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"m\.yaml : correspondance refusée — contract"):
        outcomes(tmp_path, "gel", "A;;10")


def test_a_mapping_is_read_with_its_contract_from_the_command(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING.format(contract="contract: discard_row"))
    (tmp_path / "f.csv").write_text(f"{HEADER}\nA;;10\nB;12345;10\n")
    report = check_files([str(tmp_path / "f.csv")], mapping=tmp_path / "m.yaml").reports[0]
    assert (report.kept, report.rejected) == (1, 1)
