"""A file that nobody described, from the command line: proposed, saved, given what it lacks, or refused with code 3."""

from pathlib import Path

import pytest

from tests.cli.running import entrelacs
from tests.loaders.undescribed import FILES
from tests.support.french import plain

pytestmark = pytest.mark.unit


@pytest.fixture
def without_giver(tmp_path: Path) -> Path:
    made = FILES["sans_attribuant"]
    made.write(tmp_path / made.name)
    return tmp_path / made.name


def test_it_is_refused_with_code_3_and_the_option_to_add(without_giver: Path) -> None:
    ended = entrelacs("check", without_giver)
    assert ended.code == 3
    assert "--set giver_name=…" in plain(ended.err)


def test_what_it_lacks_is_given_on_the_command_line(without_giver: Path) -> None:
    ended = entrelacs("check", without_giver, "--set", "giver_name=Ville d’Exemple")
    assert ended.code == 0
    assert "6 gardées" in plain(ended.err)
    assert "correspondance proposée" in plain(ended.err)


def test_a_value_without_its_field_is_a_usage_error(without_giver: Path) -> None:
    ended = entrelacs("check", without_giver, "--set", "Ville")
    assert ended.code == 2
    assert "CHAMP=VALEUR" in plain(ended.err)


def test_inspect_shows_the_proposal_and_saves_it(without_giver: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    ended = entrelacs("inspect", without_giver, "--set", "giver_name=Ville d’Exemple", "--write-mapping", mapping)
    assert ended.code == 0
    assert "« Montant voté » lu comme montant en euros" in plain(ended.out)
    assert entrelacs("check", without_giver, "--mapping", mapping).code == 0
