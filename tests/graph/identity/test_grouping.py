"""Groups follow from judgements: sure ones first, contradictions refused, nothing joined by way of a third."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identity.grouping import Groups, surest_first
from graph.identity.judgement import MODEL, Judgement, Verdict
from graph.identity.mention import Mention

NAMES = [f"mention:{rank:016x}" for rank in range(5)]
SIRENS = ["siren:552100554", "siren:732829320"]
MENTIONS = {
    **{name: Mention(id=name, names=("Foyer",)) for name in NAMES},
    **{siren: Mention(id=siren, names=("Foyer",), siren=siren.partition(":")[2]) for siren in SIRENS},
}
PAIRS = st.lists(
    st.tuples(st.sampled_from(sorted(MENTIONS)), st.sampled_from(sorted(MENTIONS)), st.integers(50, 99)), max_size=12
)


def groups(pairs: list[tuple[str, str, int]], apart: frozenset[tuple[str, str]] = frozenset()) -> dict[str, str]:
    judged = [
        Judgement.of(one, other, Verdict.SAME, MODEL, score=score / 100) for one, other, score in pairs if one != other
    ]
    made = Groups(MENTIONS, set(apart))
    for each in surest_first({each.pair: each for each in sorted(judged, key=lambda one: one.score or 0)}.values()):
        made.join(each.left, each.right)
    return made.canonical()


@pytest.mark.property
@given(PAIRS)
@settings(max_examples=100)
def test_no_group_holds_two_numbers_of_a_register(pairs: list[tuple[str, str, int]]) -> None:
    canonical = groups(pairs)
    assert SIRENS[0] not in canonical  # a SIREN stands for itself
    assert SIRENS[1] not in canonical
    assert not set(canonical.values()) & set(canonical)  # an actor's id is no other's


@pytest.mark.property
@given(PAIRS, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_pairs_makes_no_difference(pairs: list[tuple[str, str, int]], random: object) -> None:
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(shuffled) == groups(pairs)


@pytest.mark.unit
def test_what_a_person_told_apart_is_not_joined_by_way_of_a_third() -> None:
    a, b, c = NAMES[:3]
    for pairs in permutations([(a, b, 90), (b, c, 80)]):
        # the surer join stands; the other would bring a and c together
        assert groups(list(pairs), frozenset({(a, c)})) == {b: a}


@pytest.mark.unit
def test_the_strongest_id_stands_for_the_group() -> None:
    a, b = NAMES[:2]
    assert groups([(a, b, 90), (b, SIRENS[0], 80)]) == {a: SIRENS[0], b: SIRENS[0]}
