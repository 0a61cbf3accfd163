"""What the gate lets through and what it stops, before any server is asked."""

import pytest

from graph.errors import InvalidInput
from graph.store.cypher.gate import DEEPEST, LONGEST, check_plan, check_text
from tests.support.hostile_cypher import HARMLESS, HOSTILE

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("query", HARMLESS)
def test_readings_pass(query: str) -> None:
    check_text(query)


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_what_harms_is_refused_before_it_is_planned(query: str) -> None:
    with pytest.raises(InvalidInput, match="Requête Cypher refusée : .*Attendu") as refused:
        check_text(query)
    assert len(refused.value.message) < 500


def test_there_are_at_least_forty() -> None:
    assert len(HOSTILE) >= 40


def test_length_and_depth_at_their_bounds() -> None:
    inside = "RETURN " + "(" * (DEEPEST) + "1" + ")" * DEEPEST
    check_text(inside)
    check_text("RETURN 1".ljust(LONGEST))
    with pytest.raises(InvalidInput, match=f"{LONGEST + 1} caractères"):
        check_text("RETURN 1".ljust(LONGEST + 1))


@pytest.mark.parametrize(
    ("kind", "plan", "words"),
    [
        ("rw", {"operatorType": "ProduceResults@neo4j"}, "ne fait pas que lire"),
        ("r", None, "ne fait pas que lire"),
        ("r", {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "LoadCSV@neo4j"}]}, "LoadCSV"),
        ("r", {"operatorType": "ShowSettings@neo4j"}, "ShowSettings"),
        ("r", {}, "l’opération"),
    ],
)
def test_a_plan_must_only_read_by_known_operations(kind: str, plan: dict[str, object] | None, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        check_plan(kind, plan)
    check_plan("r", {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "Expand(All)@neo4j"}]})
