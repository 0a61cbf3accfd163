"""The bars of who is who on the labelled files of ../shared, their numbers hidden: `make bench PARTS=identity` has all."""

import pytest

from scripts.identity.labels import half, laboratories
from scripts.identity.labels import tested as hidden
from scripts.identity.scores import found_among_first, outcome
from tests.reference import shared

pytestmark = pytest.mark.reference


@pytest.mark.parametrize(
    ("publisher", "precision", "recall"),
    [(False, 0.95, 0.20), (True, 0.97, 0.28)],
    ids=["names and their towns", "publisher and source too"],
)
def test_merges_are_right_and_many_enough(publisher: bool, precision: float, recall: float) -> None:
    shared("data", "entity_resolution", "mentions_test.csv")
    found = outcome(hidden(), publisher=publisher)
    assert (found.precision >= precision, found.recall >= recall) == (True, True)
    assert found_among_first(hidden(), publisher=publisher) >= 0.88


def test_laboratories_that_trained_nothing() -> None:
    shared("data", "projects", "anr")
    found = outcome([each for each in laboratories() if half(each.label)], publisher=True)
    assert (found.precision >= 0.98, found.recall >= 0.15) == (True, True)
