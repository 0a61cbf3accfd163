"""`entrelacs gaps`: options that are refused, a part of the answer, and what a person who loads indicators gets."""

from pathlib import Path

import pytest

from graph.model.levels import Level
from graph.territories import reference
from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit
HEADER = "territoire;indicateur;role;valeur;unite;millesime;source"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A store that the test may change: the demonstration."""
    address = f"sqlite:///{tmp_path / 'own.db'}"
    assert entrelacs("demo", store=address).code == 0
    return address


def write(folder: Path, rows: list[str]) -> str:
    file = folder / "indicateurs.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return str(file)


def test_a_period_that_ends_before_it_starts_is_a_wrong_use(shown: str) -> None:
    said = entrelacs("gaps", "--level", "region", "--since", "2020", "--until", "2018", store=shown)
    assert said.code == 2
    assert "Période à rebours" in plain(said.err)


def test_a_part_is_the_same_rows_of_the_whole_answer(shown: str) -> None:
    """Never refitted on the part: each row shown is, digit for digit, that of the whole."""
    whole = entrelacs("gaps", "--level", "departement", "--json", store=shown).document
    part = entrelacs("gaps", "--level", "departement", "--within", "region:75", "--json", store=shown).document
    of_whole = {row["territory"]["id"]: row for row in whole["rows"]}
    assert part["within"] == "region:75"
    assert len(part["rows"]) == 12  # départements of Nouvelle-Aquitaine
    assert all(row == of_whole[row["territory"]["id"]] for row in part["rows"])


@pytest.mark.parametrize(
    ("within", "code", "words"),
    [("region:999", 3, "region:999"), ("departement:33", 3, "Aucun territoire de ce niveau dans departement:33")],
)
def test_a_part_that_is_empty_or_unknown_says_so(within: str, code: int, words: str, shown: str) -> None:
    said = entrelacs("gaps", "--level", "region", "--within", within, store=shown)
    assert said.code == code
    assert words in plain(said.err)


def test_a_window_without_any_alliance_is_refused_with_words(shown: str) -> None:
    said = entrelacs("gaps", "--level", "region", "--since", "1901", "--until", "1902", store=shown)
    assert said.code == 3
    assert "0 alliances ne suffisent pas" in plain(said.err)


def test_fractional_counts_add_up_to_the_alliances_placed(shown: str) -> None:
    table = entrelacs("gaps", "--level", "region", "--counting", "fractional", "--json", store=shown).document
    assert sum(row["observed"] for row in table["rows"]) == pytest.approx(table["placement"]["placed"])
    assert table["counting"] == "fractional"


def test_indicators_become_covariates_and_need_and_robustness_counts_them(own: str, tmp_path: Path) -> None:
    rows = []
    for rank, (territory, people) in enumerate(sorted(reference.populations(Level.DEPARTEMENT).items())):
        rows.append(f"{territory};associations;capacite;{people // 50 + rank % 7 * 100};nombre;2024;essai")
        rows.append(f"{territory};taux de pauvreté;besoin;{8 + rank % 13};%;2023;essai")
    rows += ["departement:999;associations;capacite;12;nombre;2024;essai", "departement:01;emplois;capacite;;;;essai"]
    loaded = entrelacs("load", write(tmp_path, rows), store=own)
    assert "indicateurs.csv:204" in loaded.err  # an unknown code is told with its line
    assert "valeur obligatoire absente" in loaded.err
    table = entrelacs("gaps", "--level", "departement", "--json", store=own).document
    assert table["covariates"] == ["population", "associations"]
    assert table["need_indicators"] == ["taux de pauvreté"]
    assert "sans associations" in table["models"]
    by_code = {row["territory"]["code"]: row for row in table["rows"]}
    assert by_code["33"]["robust"].endswith(f"/{len(table['models'])}")
    assert {row["need"] for row in table["rows"]} == {"faible", "moyen", "fort"}
    # the associations of Moselle are not in the RNA: no conclusion, whatever the file says (V11)
    assert (by_code["57"]["data_state"], by_code["57"]["verdict"]) == ("not_in_register", "insufficient_data")
    assert "registres des tribunaux" in by_code["57"]["explanation"]
    plainly = entrelacs("gaps", "--level", "departement", "--no-capacity", "--json", store=own).document
    assert plainly["covariates"] == ["population"]


def test_an_indicator_that_most_territories_lack_is_left_out_with_its_reason(own: str, tmp_path: Path) -> None:
    assert entrelacs("load", write(tmp_path, ["region:75;emplois;capacite;5;nombre;2024;essai"]), store=own).code == 0
    table = entrelacs("gaps", "--level", "region", "--json", store=own).document
    assert table["covariates"] == ["population"]
    assert set(table["covariates_left_out"]) == {"emplois"}
    assert table["covariates_left_out"]["emplois"] == "la même valeur partout"


def test_profiles_tells_what_the_route_answers(shown: str) -> None:
    told = entrelacs("profiles", "--level", "region", "--json", store=shown)
    said = entrelacs("profiles", "--level", "region", store=shown)
    assert told.code == said.code
    if told.code == 0:
        pairs = [row[1] for row in said.rows if row[0] == "profils"]
        assert pairs == [pair["territory"] for pair in told.document["pairs"]]
        assert said.rows or "Rien ne manque" in plain(said.err)
    else:
        assert told.code == 3  # too little is declared: refused with words


def test_a_year_is_four_figures(shown: str) -> None:
    said = entrelacs("structure", "--since", "hier", store=shown)
    assert said.code == 2
    assert "attendu une année (2016)" in plain(said.err)
