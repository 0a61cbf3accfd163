"""Forms of COG codes (pattern of communes: two digits or 2A, 2B, then three digits)."""

import pytest

from graph.errors import InvalidRecord
from graph.model.cog import CommuneCode, DepartementCode, EpciCode, RegionCode
from graph.model.registers import Number
from graph.territories import reference

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (CommuneCode, "33063", "33063"),
        (CommuneCode, "2a004", "2A004"),
        (CommuneCode, " 97411 ", "97411"),
        (DepartementCode, "2B", "2B"),
        (DepartementCode, "976", "976"),
        (RegionCode, "75", "75"),
        (RegionCode, "01", "01"),
        (EpciCode, "200000172", "200000172"),
    ],
)
def test_codes(kind: type[Number], text: str, code: str) -> None:
    assert kind.parse(text) == code


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (CommuneCode, "2C004"),
        (CommuneCode, "3306"),
        (CommuneCode, "330631"),
        (DepartementCode, "20"),
        (DepartementCode, "1"),
        (DepartementCode, "96"),
        (RegionCode, "05"),
        (RegionCode, "975"),
        (EpciCode, "200000173"),
    ],
)
def test_wrong_codes_are_refused_under_their_field(kind: type[Number], text: str) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        kind.parse(text)
    assert refusal.value.field == kind.field


def test_every_territory_in_force_has_a_code_of_its_form() -> None:
    for kind, codes in (
        (CommuneCode, [*reference.communes(), *reference.overseas_communes()]),
        (DepartementCode, [*reference.departements(), *reference.overseas_names()]),
        (RegionCode, list(reference.regions())),
        (EpciCode, list(reference.epcis())),
    ):
        assert [kind.parse(code) for code in codes] == codes
