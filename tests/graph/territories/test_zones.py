"""Codes a reader gives: what is understood, what is refused by its name, and which level has the size of a zone."""

import pytest

from graph.errors import InvalidInput
from graph.model.levels import Level
from graph.model.zone import words_of, zone_id
from graph.territories import reference
from graph.territories.zones import communes_in, fitting_level, overlapping, people_in

pytestmark = pytest.mark.unit


def test_a_list_is_read_however_it_is_set_apart() -> None:
    text = "# bassin de vie\n33063, commune:33281;33522\n 33063 \n"
    assert words_of(text) == ("33063", "33281", "33522")
    assert words_of(["33063,33281", "33522"]) == ("33063", "33281", "33522")


def test_former_communes_and_epci_become_communes_in_force() -> None:
    epci = next(iter(reference.epcis().values()))
    assert communes_in(["epci:" + epci.code]) == tuple(sorted(epci.members))
    assert communes_in(["2a004", "2A004"]) == ("2A004",)


def test_unknown_codes_are_named_and_none_is_dropped() -> None:
    with pytest.raises(InvalidInput, match="« 99999 » et « Bordeaux »") as refused:
        communes_in(["33063", "99999", "Bordeaux"])
    assert [row["value"] for row in refused.value.details] == ["99999", "Bordeaux"]


def test_nothing_at_all_and_overseas_collectivities_are_refused() -> None:
    with pytest.raises(InvalidInput, match="0 communes"):
        communes_in([])
    with pytest.raises(InvalidInput, match="98818"):  # Nouméa: in no département, so in no fit
        communes_in(["98818"])


def test_the_name_of_a_zone_is_that_of_its_communes() -> None:
    assert zone_id(["33281", "33063"]) == zone_id(["33063", "33281"])
    assert zone_id(["33063"]) != zone_id(["33281"])


@pytest.mark.parametrize(
    ("people", "level"),
    # medians of the shipped populations: about 21 000 an EPCI, 540 000 a département, 3.4 million a région
    [(0, Level.EPCI), (20_000, Level.EPCI), (500_000, Level.DEPARTEMENT), (5_000_000, Level.REGION)],
)
def test_the_level_that_fits_is_the_one_of_its_size(people: int, level: Level) -> None:
    assert fitting_level(people) is level


def test_what_a_zone_overlaps_says_whether_it_holds_all_of_it() -> None:
    whole = [code for code, commune in reference.communes().items() if commune.departement == "90"]
    assert overlapping([*whole, "33063"], Level.DEPARTEMENT) == {"departement:33": False, "departement:90": True}
    assert people_in(whole) == reference.departements()["90"].population
