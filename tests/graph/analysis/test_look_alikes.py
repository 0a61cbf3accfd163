"""The lists of actors by what they have in common: worked out for many at once, they are those of each alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from graph.analysis.affinity import Affinity, Floats, Positions, codes, incidence
from graph.analysis.look_alikes import in_common, look_alikes

pytestmark = pytest.mark.unit
ACTORS = st.lists(
    st.tuples(st.sampled_from(["", "a", "b"]), st.sampled_from(["", "t", "u", "tu"]), st.sampled_from(["k", "l"])),
    min_size=1,
    max_size=12,
)
"""Place, themes (one a letter) and kind of each actor: few, so that many are alike."""


def affinity_of(actors: list[tuple[str, str, str]]) -> Affinity:
    number = len(actors)
    placed = incidence([{place} - {""} for place, _, _ in actors])
    themes = incidence([set(each) for _, each, _ in actors])
    kinds, events = codes([kind for *_, kind in actors]), np.arange(number)
    return Affinity(sparse.csr_array((number, number)), (placed,), themes, ("t", "u"), kinds, events)


def told(known: Affinity) -> object:
    def steps(rows: Positions, columns: Positions) -> Floats:
        return 1e-4 * known.complementary(rows, columns) + 1e-7 * known.precedence[columns]

    return steps


@settings(deadline=None)
@given(actors=ACTORS, depth=st.integers(1, 5), data=st.data())
def test_lists_of_many_are_those_of_each_alone(
    actors: list[tuple[str, str, str]], depth: int, data: st.DataObject
) -> None:
    known = affinity_of(actors)
    number = len(actors)
    pairs = data.draw(st.sets(st.tuples(st.integers(0, number - 1), st.integers(0, number - 1))))
    apart = np.zeros((number, number))
    for one, other in pairs:
        apart[one, other] = 1
    barred = sparse.csr_array(apart)
    rows = np.arange(number)
    found = dict(look_alikes(known, rows, lambda some: sparse.csr_array(barred[some]), depth, told(known)))  # type: ignore[arg-type]
    dense = in_common(known, rows).toarray()
    for row in rows.tolist():
        score = np.where(dense[row] > 0, dense[row] + told(known)(np.full(number, row), rows), 0.0)  # type: ignore[operator]
        score[row] = 0.0
        score[apart[row] > 0] = 0.0
        wanted = [int(each) for each in np.argsort(-score, kind="stable") if score[each] > 0][:depth]
        assert found[row][0].tolist() == wanted


def test_an_actor_tied_to_more_than_there_is_to_spare_still_has_a_whole_list() -> None:
    """The list of its look-alikes is cut; what it leaves out could be all of it."""
    known = affinity_of([("a", "", "k")] * 400)
    barred = np.zeros((400, 400))
    barred[0, 100:] = 1  # who has more alliances comes first: the 300 best are barred
    ((_, (columns, _)), *_) = look_alikes(
        known,
        np.array([0]),
        lambda some: sparse.csr_array(barred[some]),
        50,
        told(known),  # type: ignore[arg-type]
    )
    assert columns.tolist() == list(range(99, 49, -1))
