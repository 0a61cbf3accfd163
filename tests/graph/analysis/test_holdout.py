"""The judge of the pistes: what it counts as found, and that it finds nothing where there is nothing to find."""

import numpy as np
import pytest

from graph.analysis.holdout import area, average_precision, hold_out, paired
from graph.errors import NotResolvable
from graph.project import TwoMode
from graph.surroundings import Surroundings
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit

PLACES = [f"commune:{code}" for code in ("33063", "69123", "59350", "13055", "44109", "67482", "31555", "35238")]


def country(groups: int, seed: int, *, local: bool) -> tuple[TwoMode, Surroundings, np.ndarray]:
    """Actors of eight towns and six themes ally in 2019, 2020 and 2021: within a town and a theme, or with anyone."""
    draw = np.random.default_rng(seed)
    towns, themes = draw.integers(8, size=400), draw.integers(6, size=400)
    alliances, years, addressed = [], [], {}
    for at in range(groups):
        first = int(draw.integers(400))
        near = np.flatnonzero((towns == towns[first]) & (themes == themes[first])) if local else np.arange(400)
        members = {first, *draw.choice(near, 2).tolist()}
        alliances.append([f"n{i:03}" for i in members])
        years.append(2019 + at % 3)
        addressed[f"alliance:test:{at:03}"] = (f"odd:{themes[first] + 1}",)
    graph = two_mode(alliances)
    places = {f"n{i:03}": (PLACES[town],) for i, town in enumerate(towns.tolist())}
    return graph, Surroundings(places, {}, addressed), np.array(years)


def test_ties_that_follow_place_and_theme_are_found_well_beyond_chance() -> None:
    """Planted truth: partners are drawn in one town and one theme, some eight actors: ten pistes hold most of them."""
    found = hold_out(*country(450, 1, local=True), cut=2020, until=2021, seed=1)
    pistes, luck = found.trials["pistes"], found.trials["random"]
    assert pistes.hits > 0.5
    assert luck.hits < 0.1
    assert pistes.hits > 3 * found.trials["preferential_attachment"].hits
    assert found.findable <= found.pairs


def test_ties_by_lot_are_found_by_nobody() -> None:
    """Null world: partners are drawn among 400; ten names hold 2.5 % of them by luck, whatever the rule."""
    found = hold_out(*country(450, 2, local=False), cut=2020, until=2021, seed=1)
    assert found.trials["pistes"].hits < 0.06
    low, high = found.beyond_rule
    assert low <= 0.02
    assert high >= -0.02


def test_without_a_new_pair_the_judge_says_so() -> None:
    graph = two_mode(["ab", "ab"])
    with pytest.raises(NotResolvable, match="Aucune paire nouvelle"):
        hold_out(graph, Surroundings({}, {}, {}), np.array([2019, 2021]), 2020, 2021, 1)


def test_the_paired_interval_of_a_constant_difference_is_that_difference() -> None:
    assert paired(np.full(30, 0.4), np.full(30, 0.1), 1) == pytest.approx((0.3, 0.3))


def test_area_and_precision_by_hand() -> None:
    # 3 is above both, 1 above one and tied with none of {0, 2}: 3 of 4 pairs in order.
    assert area(np.array([3.0, 1.0]), np.array([0.0, 2.0])) == 0.75
    # At 3: one true of one; at 1: two true of three.
    assert average_precision(np.array([3.0, 1.0]), np.array([0.0, 2.0])) == pytest.approx((1 + 2 / 3) / 2)
