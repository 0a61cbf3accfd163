"""Kinds that do not meet in a territory: a planted absence is told, one by chance is not, an absence of actors is said."""

import numpy as np
import pytest

from graph.analysis.affinity import affinity
from graph.analysis.missing_pairs import MissingPairs, missing_pairs
from graph.analysis.suggestions import ranking
from graph.surroundings import Surroundings
from tests.graph.analysis.networks import two_mode

pytestmark = pytest.mark.unit

BORDEAUX, LYON = "commune:33063", "commune:69123"


def country(seed: int, here: int, *, apart: bool) -> MissingPairs:
    """60 alliances in Lyon of an association with a company or a town, one in two; `here` of them in Bordeaux, where
    companies are never asked when `apart`.
    """
    draw = np.random.default_rng(seed)
    kinds = {"a": "association", "e": "entreprise", "t": "collectivite"}
    alliances, acting, places, of_kind = [], {}, {}, {}
    for at in range(60 + here):
        bordeaux = at >= 60
        other = "t" if (apart and bordeaux) or draw.random() < 0.5 else "e"
        town = "b" if bordeaux else "l"
        members = [f"{town}{letter}{int(draw.integers(6))}" for letter in ("a", other)]
        alliances.append(members)
        acting[f"alliance:test:{at:03}"] = (BORDEAUX if bordeaux else LYON,)
    for town, place in (("b", BORDEAUX), ("l", LYON)):
        for letter, kind in kinds.items():
            for number in range(6):
                places[f"{town}{letter}{number}"], of_kind[f"{town}{letter}{number}"] = (place,), kind
    graph = two_mode(alliances, alone=places, kinds=of_kind)
    around = Surroundings(places, acting, {})
    return missing_pairs(graph, around, ranking(affinity(graph, around)), "departement:33")


def test_a_planted_absence_is_told_with_who_could_begin() -> None:
    found = country(1, 20, apart=True)
    (row,) = found.rows
    assert row.kinds == ("association", "entreprise")
    assert (found.here, found.everywhere) == (20, 80)
    assert row.told
    assert row.by_chance < 0.001
    assert row.expected == pytest.approx(20 * 0.375, abs=3)
    assert row.absent == ()
    assert all(row.candidates)
    assert row.couples  # actors of one town, never allied: pistes to each other


def test_what_happens_elsewhere_happens_here_too_in_a_country_without_absence() -> None:
    """Null: twenty alliances, one in two: none of a kind once in a million."""
    assert all(not country(seed, 20, apart=False).rows for seed in range(10))


def test_few_alliances_do_not_conclude() -> None:
    (row,) = country(1, 2, apart=True).rows
    assert not row.told
    assert row.by_chance > 0.1


def test_no_actor_of_a_kind_is_another_thing_than_no_tie() -> None:
    kinds = {"a": "association", "b": "etat", "x": "association", "y": "entreprise"}
    graph = two_mode(["ab", "xy"], kinds=kinds)
    around = Surroundings(
        {"a": (BORDEAUX,), "b": (BORDEAUX,), "x": (LYON,), "y": (LYON,)},
        {"alliance:test:000": (BORDEAUX,), "alliance:test:001": (LYON,)}, {},
    )  # fmt: skip
    (row,) = missing_pairs(graph, around, ranking(affinity(graph, around)), "commune:33063").rows
    assert (row.kinds, row.absent) == (("association", "entreprise"), ("entreprise",))


def test_nothing_here_compares_nothing() -> None:
    graph = two_mode(["ab"], kinds={"a": "etat", "b": "etat"})
    around = Surroundings({}, {}, {})
    assert missing_pairs(graph, around, ranking(affinity(graph, around)), "region:75") == MissingPairs(0, 1, ())
