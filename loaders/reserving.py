"""Rows of a register that wait beside the graph, until another source names one of their actors.

A row is kept under the id of its actor, with its run and line, so that the same load again changes nothing; under the
RNA number it gives, a pointer to that id. `graph.resolution` takes from there what is named, and gives back the rest.
"""

from collections.abc import Iterable

from graph.model.entities import Actor, Entity
from graph.model.ids import rna_id
from graph.model.record import canonical_json
from loaders.facts import Facts


def reserve_rows(rows: Iterable[Facts]) -> dict[str, str]:
    """Key → text for the shelf: `id|run|line` → the records of the row, `rna|run|line` → the id to look under."""
    kept: dict[str, str] = {}
    for facts in rows:
        actors = [fact for fact, _ in facts.worded if isinstance(fact, Actor)]
        for actor in actors:
            place = f"{facts.origin.run}|{facts.line}"
            kept[f"{actor.id}|{place}"] = _text(facts)
            if actor.rna:
                kept[f"{rna_id(actor.rna)}|{place}"] = canonical_json({"run": facts.origin.run, "see": actor.id})
    return kept


def _text(facts: Facts) -> str:
    lines = [] if facts.line is None else [facts.line]
    nodes = [
        {"id": fact.id, "kind": fact.node_kind.value, "claims": _claims(fact, facts, lines, words)}
        for fact, words in facts.worded
        if isinstance(fact, Entity)
    ]
    relations = []
    for fact, words in facts.worded:
        if not isinstance(fact, Entity):
            record = fact.record(facts.origin, lines, words)
            relations.append([*record.key, [claim.as_json() for claim in record.claims]])
    return canonical_json({"run": facts.origin.run, "nodes": nodes, "relations": relations})


def _claims(fact: Entity, facts: Facts, lines: list[int], words: str | None) -> list[object]:
    return [claim.as_json() for claim in fact.record(facts.origin, lines, words).claims]
