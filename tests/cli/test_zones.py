"""`entrelacs gaps --zone` and `--level crte`: grounds that are no level of the COG."""

import shutil
from pathlib import Path

import pytest

from graph.territories import reference
from tests.cli.running import entrelacs
from tests.support.french import plain

pytestmark = pytest.mark.unit


def communes_of(departement: str) -> list[str]:
    return [code for code, commune in reference.communes().items() if commune.departement == departement]


def test_a_departement_given_as_a_zone_is_that_departement(shown: str, tmp_path: Path) -> None:
    """Same communes, same alliances, same people: the national fit must expect and believe the same of it."""
    file = tmp_path / "zone.csv"
    file.write_text("code;nom\n" + "".join(f"{code};commune\n" for code in communes_of("59")), encoding="utf-8")
    zone = entrelacs("gaps", "--zone", file, "--level", "departement", "--name", "Nord", "--json", store=shown).document
    table = entrelacs("gaps", "--level", "departement", "--json", store=shown).document
    row = next(each for each in table["rows"] if each["territory"]["id"] == "departement:59")
    (found,) = zone["rows"]
    assert found["observed"] == row["observed"] > 0
    assert found["actors"] == row["actors"] > 0
    fabric = ("fabric_ratio", "fabric_low", "fabric_high")
    for name in ("expected", "ratio", "ratio_low", "ratio_high", "p_below_08", "power", *fabric):
        assert found[name] == pytest.approx(row[name], abs=1e-9), name
    assert found["data_state"] == row["data_state"]
    assert zone["zone"]["name"] == found["territory"]["name"] == "Nord"
    assert zone["zone"]["overlaps"] == [{"id": "departement:59", "name": "Nord", "whole": True}]
    assert zone["zone"]["too_coarse"] >= 0
    assert "choisie pour paraître pauvre" in plain(zone["caveat"])


def test_the_level_is_chosen_by_size_and_the_counting_is_told(shown: str) -> None:
    said = entrelacs("gaps", "--zone", "33063,33281", store=shown)
    assert said.code == 0
    assert said.rows[0][0].startswith("zone:")
    assert "compte une fois" in plain(said.err)
    assert "Gironde (en partie)" in plain(said.err)


def test_a_zone_of_two_departements_counts_a_shared_alliance_once(shown: str) -> None:
    def observed(*departements: str) -> int:
        codes = ",".join(code for each in departements for code in communes_of(each))
        found = entrelacs("gaps", "--zone", codes, "--level", "region", "--json", store=shown).document
        held: int = found["rows"][0]["observed"]
        return held

    both = observed("75", "93")
    assert max(observed("75"), observed("93")) <= both <= observed("75") + observed("93")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--zone", "33063,99999"), 3, "« 99999 »"),
        (("--zone", ","), 3, "0 communes"),
        (("--zone", "33063", "--counting", "fractional"), 3, "une alliance y compte une fois"),
        (("--zone", "33063", "--level", "crte"), 3, "Attendu un niveau du COG"),
        (("--zone", "33063", "--name", "x" * 81), 3, "Attendu 80 au plus"),
        (("--level", "crte"), 3, "Chargez la liste des CRTE"),
        (("--level", "crte", "--within", "region:75"), 2, "ne se demande pas"),
        ((), 2, "Il manque --level"),
        (("--level", "region", "--name", "x"), 2, "--name sans --zone"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_words(
    arguments: tuple[str, ...], code: int, words: str, shown: str
) -> None:
    said = entrelacs("gaps", *arguments, store=shown)
    assert said.code == code, said.err
    assert words in plain(said.err)


def test_crte_are_a_level_once_their_list_is_loaded(shown: str, tmp_path: Path) -> None:
    """Perimeters are the EPCI of the list; one that names an EPCI no longer in force is set aside and named."""
    store = f"sqlite:///{shutil.copy(shown.removeprefix('sqlite:///'), tmp_path / 'g.db')}"
    codes = sorted(reference.epcis())[:40]
    rows = [f"crte-{i // 2},CRTE {i // 2},{code},2021-06-01" for i, code in enumerate(codes)]
    file = tmp_path / "liste_crte.csv"
    head = "id_crte,lib_crte,siren_epci,date_signature"
    file.write_text("\n".join([head, *rows, "crte-parti,CRTE parti,200000008,2021"]) + "\n", encoding="utf-8")
    loaded = entrelacs("load", file, store=store)
    assert loaded.code in {0, 3}, loaded.err
    found = entrelacs("gaps", "--level", "crte", "--status", "synthetique", "--json", store=store)
    assert found.code == 0, found.err
    document = found.document
    assert document["total"] == 20
    row = document["rows"][0]
    assert row["territory"]["id"] == "crte:crte-0"
    assert row["territory"]["name"] == "CRTE 0"
    again = entrelacs(
        "gaps",
        "--zone",
        ",".join(f"epci:{code}" for code in codes[:2]),
        "--status",
        "synthetique",
        "--json",
        store=store,
    )
    assert again.document["zone"]["observed"] == row["observed"]
    assert again.document["zone"]["population"] == sum(reference.epcis()[code].population for code in codes[:2])
