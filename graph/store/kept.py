"""What a row keeps of a record: all of it, or, where one claim makes the record, what its origin does not tell.

Most records are said by one row of one file. Their document repeats the ids of the relation, the name three times and
six fields of an origin that thousands of records share: written whole, it was two thirds of a graph.
"""

from collections.abc import Sequence
from itertools import chain
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
    (worded,) = how_worded([record.id], [claim.label], [claim.stated_as])
    if worded is None or claim.basis != "stated" or not _is_alone(record):
        return Kept(node_document(record), record.claims_json)
    return Kept(text(record.properties), BY_DOCUMENT, text(claim.label), _line_kept(claim.lines), worded)


def kept_of_relation(record: RelationRecord) -> Kept:
    claim = record.claims[0]
    way = basis_shown(record.type, claim.properties.get("located_by"))
    worded = claim.label is not None or claim.stated_as is not None
    if not _is_alone(record) or worded or claim.basis != way or is_dated(claim):
        return Kept(link_document(record), record.claims_json)
    return Kept(text(record.properties), BY_DOCUMENT, None, _line_kept(claim.lines), False)


def how_worded(ids: Sequence[str], labels: Sequence[str | None], words: Sequence[str | None]) -> list[bool | None]:
    """`Kept.worded` of each, by its name and the words of the source: None where the name alone does not tell both."""
    return [
        said is not None if label and label != own and (said is None or said == label) else None
        for own, label, said in zip(ids, labels, words, strict=True)
    ]


def is_dated(claim: Claim) -> bool:
    """Dates of a relation stand beside its properties where it is shown."""
    return "start" in claim.properties or "end" in claim.properties


def basis_shown(kind: str, located_by: object) -> object:
    """On which basis a relation stands where only its properties tell."""
    return located_by if kind == _BY_WAY else "stated"


def lines_kept(lines: Sequence[Sequence[int]]) -> list[LinesKept]:
    """Of each of many facts: nearly all are said by one line."""
    if {*map(len, lines)} == {1}:
        return [*chain.from_iterable(lines)]
    return [*map(_line_kept, lines)]


def _line_kept(lines: Sequence[int]) -> LinesKept:
    if len(lines) == 1:
        return lines[0]
    return ",".join(map(str, lines)) or None


def lines_of(kept: LinesKept) -> tuple[int, ...]:
    """Of one fact: inverse of `lines_kept`."""
    if kept is None:
        return ()
    return tuple(map(int, kept.split(","))) if isinstance(kept, str) else (kept,)


def _is_alone(record: NodeRecord | RelationRecord) -> bool:
    (claim, *others) = record.claims
    return not (others or claim.said_of or claim.withdrawn)
