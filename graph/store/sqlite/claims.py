"""What is shown of a row and what is said of it, where the row keeps no more than its origin leaves to tell.

`shown` and `said` are SQL; a text of `said` is a list of claims, or a document that tells the only one.
"""

from typing import Any

import orjson

from graph.model.record import Claim, Json, canonical_json, claims_from_json
from graph.store.kept import BY_DOCUMENT, basis_shown
from graph.store.sqlite.schema import TYPES

NAMES = "CASE relation.type " + " ".join(f"WHEN {number} THEN '{name}'" for name, number in TYPES.items()) + " END"
"""The name of the type of a relation."""

_ROWS = """CASE typeof({0}.lines) WHEN 'text' THEN length({0}.lines) - length(replace({0}.lines, ',', '')) + 1
    ELSE 1 END"""
_LINES = "origin.before, coalesce(CAST({0}.lines AS INTEGER), 'null'), " + _ROWS
# One call sets all in a frame; as many concatenations would each copy what is made so far.
_NODE = f"""(SELECT printf(
    '{{"label":%s,"labels":[%s],"properties":%s,"statuses":[%s],"origins":[%s%s,"rows":%d,"stated_as":%s%s]}}',
    sheet.label, sheet.label, sheet.document, origin.status, {_LINES.format("sheet")},
    CASE WHEN origin.worded THEN sheet.label ELSE 'null' END, origin.after
    ) FROM origin WHERE origin.key = sheet.origin)"""
_RELATION = f"""(SELECT printf(
    '{{"source":"%s","target":"%s","type":"%s","role":%s,"start":null,"end":null,"properties":%s,'
    || '"origins":[%s%s,"rows":%d,"stated_as":null%s]}}',
    (SELECT id FROM node WHERE key = relation.source), (SELECT id FROM node WHERE key = relation.target), {NAMES},
    json_quote(relation.role), relation.document, {_LINES.format("relation")}, origin.after
    ) FROM origin WHERE origin.key = relation.origin)"""
_BRIEF = {"sheet": _NODE, "relation": _RELATION}


def shown(table: str) -> str:
    """The SQL of the document of a row of `sheet` or `relation` (`graph.store.views`)."""
    return f"CASE WHEN {table}.origin IS NULL THEN {table}.document ELSE {_BRIEF[table]} END"


def said(table: str) -> str:
    """The SQL of what tells the claims of a row."""
    return f"""CASE WHEN {table}.origin IS NOT NULL
        THEN '{{"lines":[' || coalesce({table}.lines, '') || '],' || substr({_BRIEF[table]}, 2)
        WHEN {table}.claims = '{BY_DOCUMENT}' THEN {table}.document ELSE {table}.claims END"""


def naming(table: str, text: str) -> str:
    """The SQL of whether what is said of a row holds a text of JSON: a property, or a field of an origin."""
    return f"""(instr({table}.document, {text}) OR instr({table}.claims, {text}) OR {table}.origin IN (
        SELECT origin.key FROM origin WHERE instr(origin.before, {text}) OR instr(origin.after, {text})))"""


def claims_text(said: str) -> str:
    """The canonical JSON of the claims."""
    return said if said.startswith("[") else canonical_json([_told(orjson.loads(said))])


def claims(said: str) -> tuple[Claim, ...]:
    return claims_from_json(said) if said.startswith("[") else (Claim.from_json(_told(orjson.loads(said))),)


def _told(document: dict[str, Any]) -> Json:
    """The claim of a document of a node or of a relation."""
    (origin,) = document["origins"]
    properties = document["properties"]
    kind = document.get("type")
    if kind is not None:
        dates = {name: document[name] for name in ("start", "end") if document[name] is not None}
        properties = {**properties, **dates}
    basis = "stated" if kind is None else basis_shown(kind, properties.get("located_by"))
    lines = document.get("lines", [] if origin["line"] is None else [origin["line"]])
    return {
        "source": origin["source"], "run": origin["run"], "status": origin["status"], "vintage": origin["vintage"],
        "stated_as": origin["stated_as"], "label": document.get("label"), "properties": properties, "basis": basis,
        "lines": lines,
    }  # fmt: skip
