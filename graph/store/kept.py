"""What a row keeps of a record: all of it, or, where one claim makes the record, what its origin does not tell.

Most records are said by one row of one file. Their document repeats the ids of the relation, the name three times and
six fields of an origin that thousands of records share: written whole, it was two thirds of a graph.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from graph.model.record import Claim, NodeRecord, RelationRecord
from graph.model.relations import RelationType
from graph.store.framing import text
from graph.store.views import link_document, node_document

BY_DOCUMENT = ""
"""Kept in place of claims that the document tells."""

_BY_WAY = RelationType.ACTS_IN.value

LinesKept: TypeAlias = int | str | None
"""One line, several with commas, or none."""


class Kept(NamedTuple):
    """`worded`: None where `document` and `claims` are whole. Else `document` holds the properties, `label` the JSON of
    the name of a node, and `worded` is whether that name is the source's own words.
    """

    document: str
    claims: str
    label: str | None = None
    lines: LinesKept = None
    worded: bool | None = None


def kept_of_node(record: NodeRecord) -> Kept:
    claim = record.claims[0]
    if not (_is_alone(record) and claim.basis == "stated" and is_brief(record.id, claim.label, claim.stated_as)):
        return Kept(node_document(record), record.claims_json)
    return Kept(
        text(record.properties), BY_DOCUMENT, text(claim.label), lines_kept(claim.lines), claim.stated_as is not None
    )


def kept_of_relation(record: RelationRecord) -> Kept:
    claim = record.claims[0]
    way = basis_shown(record.type, claim.properties.get("located_by"))
    worded = claim.label is not None or claim.stated_as is not None
    if not _is_alone(record) or worded or claim.basis != way or is_dated(claim):
        return Kept(link_document(record), record.claims_json)
    return Kept(text(record.properties), BY_DOCUMENT, None, lines_kept(claim.lines), False)


def is_brief(own: str, label: str | None, words: str | None) -> bool:
    """Whether a name and the words of the source, where there are any, are told by the name alone."""
    return bool(label) and label != own and (words is None or words == label)


def is_dated(claim: Claim) -> bool:
    """Dates of a relation stand beside its properties where it is shown."""
    return "start" in claim.properties or "end" in claim.properties


def basis_shown(kind: str, located_by: object) -> object:
    """On which basis a relation stands where only its properties tell."""
    return located_by if kind == _BY_WAY else "stated"


def lines_kept(lines: Sequence[int]) -> LinesKept:
    if len(lines) == 1:
        return lines[0]
    return ",".join(map(str, lines)) or None


def lines_of(kept: LinesKept) -> tuple[int, ...]:
    """Inverse of `lines_kept`."""
    if kept is None:
        return ()
    return tuple(map(int, kept.split(","))) if isinstance(kept, str) else (kept,)


def _is_alone(record: NodeRecord | RelationRecord) -> bool:
    (claim, *others) = record.claims
    return not (others or claim.said_of or claim.withdrawn)
