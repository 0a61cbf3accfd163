"""Pistes: who comes first and why, what is never proposed, and that nobody takes all the places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.affinity import affinity, taking_part
from graph.analysis.common_ground import common_ground, explanation
from graph.analysis.suggestions import SHOWN, Ranking, ranking
from graph.model.levels import Level
from graph.project import TwoMode
from graph.surroundings import Surroundings
from tests.graph.analysis.networks import two_mode
from tests.support.french import plain

pytestmark = pytest.mark.unit

BORDEAUX, MERIGNAC, LYON = "commune:33063", "commune:33281", "commune:69123"
"""Mérignac and Bordeaux: one EPCI, one département; Lyon: another région."""
NOWHERE = Surroundings({}, {}, {})


def listed(graph: TwoMode, made: Ranking, actor: str) -> list[str]:
    return [graph.actor_ids[at] for at in made.columns[graph.actor_ids.index(actor)].tolist() if at >= 0]


def test_adamic_adar_by_hand() -> None:
    # a and e share b (partners a, e: 2) and c (a, e, f, g: 4): 1/log 2 + 1/log 4.
    graph = two_mode(["ab", "be", "ac", "ce", "cf", "cg"])
    known = affinity(graph, NOWHERE)
    scores = known.shared_partners(np.array([0])).toarray()[0]
    assert scores[graph.actor_ids.index("e")] == pytest.approx(1 / np.log(2) + 1 / np.log(4))
    assert scores[graph.actor_ids.index("f")] == pytest.approx(1 / np.log(4))


def test_partners_of_partners_come_first_for_who_has_partners() -> None:
    # a has three partners; e shares two of them, f one; z shares nothing.
    graph = two_mode(["ab", "ac", "ad", "be", "ce", "df", "zy"])
    made = ranking(affinity(graph, NOWHERE))
    assert listed(graph, made, "a") == ["e", "f"]
    assert made.by_partners[0, :2].tolist() == [True, True]


def test_themes_and_places_order_what_partners_leave_equal() -> None:
    graph = two_mode(["ab", "ac", "ad", "be", "bf", "bg"])
    around = Surroundings({"a": (BORDEAUX,), "f": (MERIGNAC,), "g": (LYON,)}, {}, {"a": ("odd:4",), "e": ("odd:4",)})
    assert listed(graph, ranking(affinity(graph, around)), "a") == ["e", "f", "g"]


def test_an_actor_without_a_partner_gets_those_of_its_place_then_of_its_themes() -> None:
    graph = two_mode(["bc"], alone="alm")
    around = Surroundings(
        {"a": (BORDEAUX,), "b": (BORDEAUX,), "l": (MERIGNAC,), "m": (LYON,)}, {}, {"a": ("odd:4",), "l": ("odd:4",)}
    )
    # b: four levels of four; l: three levels, theme doubles them: 1.5; m: no level in common.
    assert listed(graph, ranking(affinity(graph, around)), "a") == ["l", "b"]


def test_themes_alone_serve_an_actor_whose_place_is_unknown() -> None:
    graph = two_mode(["bc"], alone="a")
    around = Surroundings({"b": (LYON,)}, {}, {"a": ("odd:4",), "c": ("odd:4",)})
    assert listed(graph, ranking(affinity(graph, around)), "a") == ["c"]


def test_nothing_known_gives_no_piste() -> None:
    graph = two_mode(["bc"], alone="a")
    assert listed(graph, ranking(affinity(graph, NOWHERE)), "a") == []


def test_complementary_kinds_come_first_where_scores_tie() -> None:
    graph = two_mode([], alone="abcd", kinds={"a": "association", "b": "association", "c": "entreprise"})
    around = Surroundings(dict.fromkeys("abcd", (BORDEAUX,)), {}, {})
    assert listed(graph, ranking(affinity(graph, around)), "a") == ["c", "b", "d"]


def test_a_partner_by_money_is_no_piste() -> None:
    graph = two_mode(["xy"], alone="ab")
    around = Surroundings(dict.fromkeys("ab", (BORDEAUX,)), {}, {})
    ties = taking_part(two_mode(["ab"]), {actor: at for at, actor in enumerate(graph.actor_ids)})
    assert listed(graph, ranking(affinity(graph, around)), "a") == ["b"]
    assert listed(graph, ranking(affinity(graph, around), ties), "a") == []


def test_nobody_stands_in_more_lists_than_the_cap() -> None:
    """Sixty actors alone in Bordeaux beside one with many alliances: without a cap it is everybody's first piste."""
    alone = [f"n{i:02}" for i in range(60)]
    graph = two_mode([["star", f"p{i}"] for i in range(9)], alone=alone)
    around = Surroundings(dict.fromkeys((*alone, "star"), (BORDEAUX,)), {}, {})
    made = ranking(affinity(graph, around))
    star = graph.actor_ids.index("star")
    times = int((made.columns[:, :SHOWN] == star).sum())
    assert made.cap == 2 * SHOWN
    assert times == made.cap
    assert made.moved > 0
    assert all(len(listed(graph, made, actor)) >= SHOWN for actor in alone)


@pytest.mark.property
@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), max_size=9))
def test_a_list_holds_neither_oneself_nor_a_partner_nor_anyone_twice(alliances: list[set[str]]) -> None:
    graph = two_mode(alliances, alone="abcdefgh")
    around = Surroundings(dict.fromkeys("abcd", (BORDEAUX,)), {}, dict.fromkeys("cdef", ("odd:1",)))
    known = affinity(graph, around)
    made = ranking(known)
    for at, actor in enumerate(graph.actor_ids):
        found = listed(graph, made, actor)
        partners = {
            graph.actor_ids[i] for i in known.links.indices[known.links.indptr[at] : known.links.indptr[at + 1]]
        }
        assert len(found) == len(set(found))
        assert not {actor, *partners} & set(found)
    again = ranking(affinity(graph, around))
    assert (again.columns == made.columns).all()


@pytest.mark.parametrize("graph", [two_mode([]), two_mode([], alone="a"), two_mode(["a"])], ids=["0", "1", "alone"])
def test_too_small_a_graph_has_no_piste(graph: TwoMode) -> None:
    assert (ranking(affinity(graph, NOWHERE)).columns == -1).all()


def test_a_piste_says_what_it_stands_on() -> None:
    kinds = {"a": "association", "e": "entreprise"}
    graph = two_mode(["ab", "ac", "ad", "be", "ce"], kinds=kinds)
    around = Surroundings({"a": (BORDEAUX,), "e": (MERIGNAC,)}, {}, {"a": ("odd:4",), "e": ("odd:4",)})
    ground = common_ground(graph, around, affinity(graph, around), 0, graph.actor_ids.index("e"))
    assert (ground.level, ground.places) == (Level.EPCI, ("epci:243300316",))
    assert ground.partners == (("b", "B"), ("c", "C"))
    names = {"epci:243300316": "Bordeaux Métropole", "odd:4": "Éducation"}
    said = plain(explanation(ground, names, {"association": "Association", "entreprise": "Entreprise"}))
    assert said == (
        "Partagent 2 partenaires (B et C) ; même intercommunalité (Bordeaux Métropole) ; thème commun : Éducation ; "
        "profils complémentaires (association et entreprise)."
    )
