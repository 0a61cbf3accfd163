"""The bench itself: a bar says which way it holds, percentiles leave the first call out, the network is the same twice."""

import pytest

from scripts.bench.generated import entities, ties
from scripts.bench.measure import Measure, repeated

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("value", "bar", "at_least", "holds"),
    [(29.0, 30.0, False, True), (31.0, 30.0, False, False), (0.59, 0.6, True, False), (0.6, 0.6, True, True)],
)
def test_a_bar_is_a_most_or_a_least(value: float, bar: float, at_least: bool, holds: bool) -> None:
    assert Measure("load", "x", value, "s", bar, at_least).holds is holds


def test_a_figure_without_a_bar_holds_nothing() -> None:
    assert Measure("load", "x", 1.0, "s").holds is None


def test_the_first_call_is_not_counted() -> None:
    calls: list[int] = []
    p50, p95 = repeated("read", "x", [lambda: calls.append(1)] * 5)
    assert len(calls) == 5
    assert 0 <= p50.value <= p95.value


def test_a_generated_network_is_the_same_twice_and_every_tie_has_its_ends() -> None:
    made = entities(300, seed=1)
    known = {entity.id for entity in made}
    first, again = list(ties(made, seed=1)), list(ties(entities(300, seed=1), seed=1))
    assert first == again
    assert all(tie.source in known for tie in first)
