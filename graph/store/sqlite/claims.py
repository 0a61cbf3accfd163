"""What a row keeps of the claims of its record: nothing where the document shown says the same.

Most records are said once, on one line. Their document then holds every word of their claim, and keeping both made two
fifths of a graph. `said` reads what is kept: a list of claims, or the document.
"""

from collections.abc import Sequence
from typing import Any

import orjson

from graph.model.record import Claim, Json, NodeRecord, RelationRecord, canonical_json, claims_from_json
from graph.model.relations import RelationType
from graph.store.written import WrittenNodes, WrittenRelations

AS_SHOWN = ""
_BY_WAY = RelationType.ACTS_IN.value


def said(table: str) -> str:
    """The SQL of what is kept in a row of `sheet` or `relation`."""
    return f"CASE {table}.claims WHEN '{AS_SHOWN}' THEN {table}.document ELSE {table}.claims END"


def kept_of_node(record: NodeRecord) -> str:
    if len(record.claims) != 1:
        return record.claims_json
    (claim,) = record.claims
    named = claim.label and claim.label != record.id
    return AS_SHOWN if named and _is_shown(claim, "stated") else record.claims_json


def kept_of_relation(record: RelationRecord) -> str:
    if len(record.claims) != 1:
        return record.claims_json
    (claim,) = record.claims
    shown = claim.label is None and _is_shown(claim, basis_shown(record.type, claim.properties.get("located_by")))
    return AS_SHOWN if shown and _dates_are_text(claim) else record.claims_json


def kept_of_nodes(nodes: WrittenNodes) -> list[str]:
    """The same of nodes in columns."""
    said = nodes.said
    each = zip(nodes.claims, said.ids, said.labels, said.lines, strict=True)
    return [AS_SHOWN if label and label != own and len(lines) <= 1 else claims_ for claims_, own, label, lines in each]


def kept_of_relations(relations: WrittenRelations) -> Sequence[str]:
    said = relations.said
    dates = {type(date) for name in ("start", "end") for date in said.properties.get(name, ())}
    ways = {*said.properties.get("located_by", (None,))}
    if not dates <= {str, type(None)} or {basis_shown(said.type, way) for way in ways} != {said.basis}:
        return relations.claims
    return [AS_SHOWN if len(lines) <= 1 else text for text, lines in zip(relations.claims, said.lines, strict=True)]


def basis_shown(kind: str, located_by: object) -> object:
    """On which basis a relation stands where only its properties tell."""
    return located_by if kind == _BY_WAY else "stated"


def claims_text(kept: str) -> str:
    """The canonical JSON of the claims."""
    return kept if kept.startswith("[") else canonical_json([_shown(orjson.loads(kept))])


def claims(kept: str) -> tuple[Claim, ...]:
    return claims_from_json(kept) if kept.startswith("[") else (Claim.from_json(_shown(orjson.loads(kept))),)


def _is_shown(claim: Claim, basis: object) -> bool:
    return claim.basis == basis and len(claim.lines) <= 1 and not claim.said_of and not claim.withdrawn


def _dates_are_text(claim: Claim) -> bool:
    return all(isinstance(claim.properties.get(name, ""), str) for name in ("start", "end"))


def _shown(document: dict[str, Any]) -> Json:
    """The claim of a document of a node or of a relation."""
    (origin,) = document["origins"]
    properties = document["properties"]
    kind = document.get("type")
    if kind is not None:
        dates = {name: document[name] for name in ("start", "end") if document[name] is not None}
        properties = {**properties, **dates}
    basis = "stated" if kind is None else basis_shown(kind, properties.get("located_by"))
    return {
        "source": origin["source"], "run": origin["run"], "status": origin["status"], "vintage": origin["vintage"],
        "stated_as": origin["stated_as"], "label": document.get("label"), "properties": properties, "basis": basis,
        "lines": [] if origin["line"] is None else [origin["line"]],
    }  # fmt: skip
