"""Counts: Insee COG 2026 and DGCL 2026, as counted on the package the file is made from."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import UnknownEntity
from graph.model.levels import Level
from graph.model.registers import Siren
from graph.territories import reference

pytestmark = pytest.mark.unit

DATA = Path(reference.__file__).parent / "data" / "cog_2026.json.gz"


def test_counts_of_2026() -> None:
    assert len(reference.communes()) == 34_875
    assert len(reference.overseas_communes()) == 94
    assert len(reference.epcis()) == 1_255  # 1 254 and the Métropole de Lyon
    assert len(reference.departements()) == 101
    assert len(reference.regions()) == 18


def test_natures_of_epci() -> None:
    natures = [epci.nature for epci in reference.epcis().values()]
    assert {nature: natures.count(nature) for nature in reference.NATURES} == {
        "CC": 989,
        "CA": 230,
        "CU": 14,
        "METRO": 21,
        "MET69": 1,
    }


def test_a_region_and_a_departement_of_the_same_code() -> None:
    assert reference.name_of("region:75") == "Nouvelle-Aquitaine"
    assert reference.name_of("departement:75") == "Paris"
    assert reference.name_of("region:01") == "Guadeloupe"
    assert reference.name_of("departement:01") == "Ain"
    assert reference.name_of("commune:33063") == "Bordeaux"
    assert reference.name_of("epci:200046977") == "Métropole de Lyon"
    assert reference.name_of("pays:FR") == "France"


def test_four_communes_are_in_no_epci() -> None:
    alone = {code for code, commune in reference.communes().items() if commune.epci is None}
    assert alone == {"22016", "29083", "29155", "85113"}


def test_populations_of_every_level_are_the_same_people() -> None:
    total = reference.populations(Level.COUNTRY)["pays:FR"]
    assert total == 68_350_798
    assert sum(reference.populations(Level.COMMUNE).values()) == total
    assert sum(reference.populations(Level.DEPARTEMENT).values()) == total
    assert sum(reference.populations(Level.REGION).values()) == total
    islands = sum(reference.communes()[code].population or 0 for code in ("22016", "29083", "29155", "85113"))
    assert sum(reference.populations(Level.EPCI).values()) == total - islands


def test_populations_are_by_territory_id() -> None:
    assert reference.populations(Level.REGION)["region:94"] == 355_486
    assert len(reference.populations(Level.EPCI)) == 1_255
    assert reference.populations(Level.QPV) == {}


def test_overseas_collectivities_are_apart() -> None:
    assert "97701" not in reference.communes()
    saint_barthelemy = reference.overseas_communes()["97701"]
    assert (saint_barthelemy.departement, saint_barthelemy.region, saint_barthelemy.epci) == ("977", None, None)
    assert reference.exists("commune:97701")
    assert not reference.exists("departement:977")


def test_epci_are_named_by_a_siren_and_hold_communes() -> None:
    members = [code for epci in reference.epcis().values() for code in epci.members]
    assert len(members) == len(set(members)) == 34_871
    assert all(Siren.parse(code) == code for code in reference.epcis())


@pytest.mark.parametrize(
    "identifier", ["commune:99999", "region:99", "epci:123", "planete:1", "", "commune", "region:"]
)
def test_what_is_not_in_force(identifier: str) -> None:
    assert not reference.exists(identifier)
    with pytest.raises(UnknownEntity):
        reference.name_of(identifier)


@pytest.mark.parametrize(
    ("code", "current"),
    [
        ("33063", "33063"),
        ("75112", "75056"),  # an arrondissement of Paris
        ("01340", "01015"),  # merged into Arboys en Bugey
        ("91182", "91228"),  # Courcouronnes
        ("97701", "97701"),
        ("99999", None),
    ],
)
def test_codes_of_before_lead_to_the_commune_in_force(code: str, current: str | None) -> None:
    assert reference.current_code(code) == current


def test_the_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        reference.regions()["99"] = reference.regions()["94"]  # type: ignore[index]


def test_the_shipped_file_is_small_and_says_its_vintage() -> None:
    packed = DATA.read_bytes()
    assert len(packed) <= 2 * 1024 * 1024
    assert packed[4:8] == bytes(4)  # no time in the gzip header: the same package gives the same bytes
    said = json.loads(gzip.decompress(packed))
    assert (said["vintage"], said["source"]) == (reference.VINTAGE, "@etalab/decoupage-administratif 6.0.0")


def test_the_first_use_is_quick() -> None:
    """The API answers its first page with names of territories: 150 ms of processor, doubled for slow machines."""
    code = (
        "import time; from graph.territories import reference as r; t = time.process_time(); r.communes();"
        "print(time.process_time() - t)"
    )
    seconds = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert seconds < 0.3
