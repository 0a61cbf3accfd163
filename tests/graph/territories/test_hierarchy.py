import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownEntity
from graph.model.levels import Level
from graph.territories import hierarchy, reference

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("identifier", "level", "expected"),
    [
        ("commune:33063", Level.EPCI, ("epci:243300316",)),
        ("commune:33063", Level.DEPARTEMENT, ("departement:33",)),
        ("commune:33063", Level.REGION, ("region:75",)),
        ("commune:33063", Level.COUNTRY, ("pays:FR",)),
        ("commune:33063", Level.COMMUNE, ("commune:33063",)),
        ("commune:22016", Level.EPCI, ()),  # Bréhat is in no EPCI
        ("commune:97701", Level.REGION, ()),
        ("commune:97701", Level.COUNTRY, ("pays:FR",)),
        ("departement:33", Level.REGION, ("region:75",)),
        ("region:75", Level.DEPARTEMENT, ()),  # never below what is known
        ("region:75", Level.COMMUNE, ()),
        ("departement:33", Level.EPCI, ()),
        ("pays:FR", Level.REGION, ()),
        ("pays:FR", Level.COUNTRY, ("pays:FR",)),
        ("commune:33063", Level.QPV, ()),
    ],
)
def test_what_holds_a_territory(identifier: str, level: Level, expected: tuple[str, ...]) -> None:
    assert hierarchy.containing(identifier, level) == expected


def test_an_epci_may_be_held_by_several() -> None:
    """Agglomération du Mont-Saint-Michel… counted on the perimeters of 2026: 89 over départements, 26 over régions."""
    over = {
        level: [e for e in reference.epcis() if len(hierarchy.shares(e, level)) > 1]
        for level in (Level.DEPARTEMENT, Level.REGION)
    }
    assert (len(over[Level.DEPARTEMENT]), len(over[Level.REGION])) == (89, 26)
    for siren in over[Level.DEPARTEMENT]:
        held = hierarchy.containing(f"epci:{siren}", Level.DEPARTEMENT)
        assert held == tuple(f"departement:{code}" for code in hierarchy.shares(siren))


@pytest.mark.parametrize("level", [Level.DEPARTEMENT, Level.REGION])
def test_shares_are_the_whole_population(level: Level) -> None:
    for siren in reference.epcis():
        assert sum(hierarchy.shares(siren, level).values()) == pytest.approx(1)
        assert all(share > 0 for share in hierarchy.shares(siren, level).values())


def test_parents_come_nearest_first() -> None:
    assert hierarchy.parents("commune:33063") == ("epci:243300316", "departement:33", "region:75", "pays:FR")
    assert hierarchy.parents("pays:FR") == ()


def test_communes_of() -> None:
    assert hierarchy.communes_of("commune:33063") == ("33063",)
    assert len(hierarchy.communes_of("region:94")) == 360
    assert len(hierarchy.communes_of("pays:FR")) == 34_875
    assert "33063" in hierarchy.communes_of("epci:243300316")


def test_similar_territories_are_the_nearest_in_population() -> None:
    people = reference.populations(Level.REGION)
    near = hierarchy.similar("region:94", 17)
    distances = [abs(people[other] - people["region:94"]) for other in near]
    assert near[0] == "region:02"  # Martinique, 360 630 beside the 355 486 of Corse
    assert distances[0] == min(distances)
    assert "region:94" not in near
    assert len(near) == 17


@pytest.mark.parametrize("identifier", ["region:99", "commune:00000", "rien"])
def test_an_unknown_territory_is_an_error_never_an_empty_answer(identifier: str) -> None:
    for ask in (lambda t: hierarchy.containing(t, Level.REGION), hierarchy.communes_of, hierarchy.similar):
        with pytest.raises(UnknownEntity):
            ask(identifier)
    with pytest.raises(UnknownEntity):
        hierarchy.shares(identifier)


territories = st.sampled_from(
    [
        *(f"commune:{code}" for code in reference.communes()),
        *(f"epci:{code}" for code in reference.epcis()),
        *(f"departement:{code}" for code in reference.departements()),
        *(f"region:{code}" for code in reference.regions()),
    ]
)


@pytest.mark.property
@given(territories, st.sampled_from([Level.EPCI, Level.DEPARTEMENT, Level.REGION]))
def test_what_holds_a_territory_is_what_holds_its_communes(identifier: str, level: Level) -> None:
    held = hierarchy.containing(identifier, level)
    if not held:
        return
    communes = [f"commune:{code}" for code in hierarchy.communes_of(identifier)]
    assert set(held) == {above for commune in communes for above in hierarchy.containing(commune, level)}
    assert all(set(hierarchy.communes_of(above)) & set(hierarchy.communes_of(identifier)) for above in held)
