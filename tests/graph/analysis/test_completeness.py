"""Coverage is declared, never guessed: states of parts, of several sources, of several declarations (§4.4)."""

import pytest

from graph.analysis.completeness import ENOUGH, choose_sources, compared, coverage_at
from graph.model.coverage import Coverage, DataState
from graph.model.levels import Level
from graph.territories import reference

pytestmark = pytest.mark.unit

COLLECTED, PARTIAL, MISSING = DataState.COLLECTED, DataState.PARTIAL, DataState.NOT_COLLECTED
BRETAGNE = ("22", "29", "35", "56")


def said(territory: str, state: DataState, rate: float | None = None, **more: str) -> Coverage:
    return Coverage(territory=territory, state=state, rate=rate, **{"source": "a", "run": "1", **more})


def region(*rows: Coverage, sources: tuple[str, ...] = ("a",)):  # type: ignore[no-untyped-def]
    return coverage_at(rows, Level.REGION, sources)["region:53"]


def test_no_declaration_is_unknown_and_never_zero() -> None:
    state = region()
    assert state.state is DataState.UNKNOWN
    assert not compared(state)


def test_a_region_has_the_mean_of_its_parts_by_population() -> None:
    people = reference.populations(Level.DEPARTEMENT)
    rates = dict(zip(BRETAGNE, (1.0, 0.9, 0.8, 0.7), strict=True))
    state = region(*(said(f"departement:{code}", COLLECTED, rate) for code, rate in rates.items()))
    total = sum(people[f"departement:{code}"] for code in BRETAGNE)
    assert state.state is COLLECTED
    assert state.rate == pytest.approx(sum(people[f"departement:{c}"] * r for c, r in rates.items()) / total)


def test_a_part_that_is_not_collected_counts_for_nothing_and_makes_the_whole_partial() -> None:
    rows = [said(f"departement:{code}", COLLECTED) for code in BRETAGNE[:3]]
    people = reference.populations(Level.DEPARTEMENT)
    state = region(*rows, said("departement:56", MISSING))
    total = sum(people[f"departement:{code}"] for code in BRETAGNE)
    assert state.state is PARTIAL
    assert state.rate == pytest.approx(1 - people["departement:56"] / total)


@pytest.mark.parametrize("empty", [MISSING, DataState.NOT_IN_REGISTER])
def test_one_reason_shared_by_every_part_is_kept(empty: DataState) -> None:
    assert region(*(said(f"departement:{code}", empty) for code in BRETAGNE)).state is empty


def test_different_reasons_are_not_collected() -> None:
    rows = [said(f"departement:{code}", MISSING) for code in BRETAGNE[:2]]
    assert region(*rows, said("departement:35", DataState.NOT_IN_REGISTER)).state is MISSING


def test_an_undeclared_part_does_not_hide_the_parts_that_are_not_collected() -> None:
    rows = [said(f"departement:{code}", MISSING) for code in BRETAGNE[:3]]
    state = region(*rows, said("departement:56", PARTIAL))
    assert state.undeclared
    assert state.rate is not None
    assert state.rate < ENOUGH  # at most the share of the Morbihan, a quarter of the people
    assert not compared(state)


def test_a_hole_inside_a_declared_region_is_seen() -> None:
    state = region(said("region:53", COLLECTED), said("departement:29", MISSING))
    assert state.state is PARTIAL
    assert state.rate == pytest.approx(0.73, abs=0.02)  # Finistère: 27 % of the inhabitants


def test_what_a_person_declares_wins_over_what_a_load_assumed() -> None:
    assumed = said("pays:FR", PARTIAL, run="2")
    declared = said("pays:FR", COLLECTED, 0.9, start="2015", end="2025")
    for rows in ((assumed, declared), (declared, assumed)):
        assert region(*rows).rate == pytest.approx(0.9)
        assert region(*rows).state is COLLECTED


def test_two_declarations_of_one_place_give_the_least_favourable() -> None:
    state = region(said("pays:FR", COLLECTED, start="2015"), said("pays:FR", PARTIAL, 0.7, start="2020"))
    assert (state.state, state.rate) == (PARTIAL, pytest.approx(0.7))


def test_an_undeclared_source_leaves_its_doubt_on_those_counted_with_it() -> None:
    rows = (said("pays:FR", PARTIAL, 0.7), said("pays:FR", PARTIAL, source="b"))
    state = region(*rows, sources=("a", "b"))
    assert state.rate == pytest.approx(0.7)
    assert state.undeclared


def test_what_cannot_be_compared_names_the_source_to_collect_or_declare() -> None:
    rows = (said("pays:FR", COLLECTED), said("pays:FR", COLLECTED, source="b"), said("region:53", MISSING, source="b"))
    together = coverage_at(rows, Level.REGION, ("a", "b"))
    assert (together["region:53"].state, together["region:53"].lacking) == (MISSING, ("b",))
    assert together["region:11"].lacking == ()


def test_a_source_that_says_nothing_here_is_the_one_that_is_lacking() -> None:
    rows = (said("pays:FR", COLLECTED), said("region:11", COLLECTED, source="b"))
    state = region(*rows, sources=("a", "b"))
    assert (state.state, state.lacking) == (DataState.UNKNOWN, ("b",))


def test_the_finest_declaration_of_a_commune_wins_whatever_the_level_asked() -> None:
    rows = (said("pays:FR", MISSING), said("departement:35", COLLECTED, 0.9), said("commune:35238", COLLECTED, 0.5))
    ille = coverage_at(rows, Level.DEPARTEMENT, ("a",))["departement:35"]
    rennes = reference.communes()["35238"].population or 0
    people = reference.populations(Level.DEPARTEMENT)["departement:35"]
    assert ille.rate == pytest.approx((0.5 * rennes + 0.9 * (people - rennes)) / people)
    assert coverage_at(rows, Level.REGION, ("a",))["region:11"].state is MISSING


def test_an_epci_is_read_commune_by_commune() -> None:
    # Redon Agglomération (243500741) lies in three départements: 35, 44 and 56
    rows = (said("departement:35", COLLECTED), said("departement:44", MISSING), said("departement:56", COLLECTED))
    state = coverage_at(rows, Level.EPCI, ("a",))["epci:243500741"]
    assert state.state is PARTIAL
    assert state.rate is not None
    assert 0 < state.rate < 1


def test_the_order_of_declarations_changes_nothing() -> None:
    rows = [said("pays:FR", PARTIAL, run="3"), said("pays:FR", COLLECTED, 0.9, run="1"), said("region:53", PARTIAL, 0.8),
            said("departement:29", MISSING, start="2015"), said("departement:29", COLLECTED)]  # fmt: skip
    assert region(*rows) == region(*rows[::-1])


def test_a_source_that_covers_a_part_is_left_out_unless_asked_for_alone() -> None:
    rows = (said("pays:FR", COLLECTED), said("region:53", COLLECTED, source="b"))
    together = choose_sources(rows, Level.REGION)
    assert (together.used, together.left_out) == (("a",), ("b",))
    alone = choose_sources(rows, Level.REGION, only="b")
    assert (alone.used, alone.left_out) == (("b",), ("a",))
