"""Blocks of rows as what is written of them, where one transaction holds the whole load.

What many rows say as one object (a giver, an actor) waits for the end of its file, or until too much waits: written
with each block, a claim of ever more lines would make the time of a load grow with the square of the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from graph.model.record import NodeRecord, RelationRecord
from graph.store.written import Written, written
from loaders.block import Block
from loaders.gathering import SaidAgain, as_records, in_columns, records
from loaders.in_columns import InColumns
from loaders.part import Part
from loaders.reserving import reserve_rows

FACTS = 10_000
"""Facts that waited, in one piece."""


@dataclass(slots=True)
class Piece:
    """In this order: columns first, since they make the rows of actors that records may name."""

    part: Part
    columns: list[Written] = field(default_factory=list)
    nodes: list[NodeRecord] = field(default_factory=list)
    relations: list[RelationRecord] = field(default_factory=list)
    reserved: dict[str, str] = field(default_factory=dict)


def pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    for part, group in groupby(blocks, key=attrgetter("part")):
        again = SaidAgain()
        for block in group:
            yield _piece(block, again)
            if again.full:
                yield from _late(part, again)
        yield from _late(part, again)


def _piece(block: Block, again: SaidAgain) -> Piece:
    piece = Piece(block.part)
    if block.columns:
        _take(piece, block.columns, again)
    facts = [outcome.facts for outcome in block.outcomes if outcome.facts is not None]
    nodes, relations = records(again.take(each) for each in facts if not each.reserved)
    piece.nodes += nodes
    piece.relations += relations
    piece.reserved = reserve_rows(each for each in facts if each.reserved)
    return piece


def _take(piece: Piece, said: InColumns, again: SaidAgain) -> None:
    if said.alike.nodes.ids:
        piece.columns.append(written(said.alike))
    piece.nodes, piece.relations = said.repeats
    for standing in said.standing:
        again.wait(said.origin, standing)


def _late(part: Part, again: SaidAgain) -> Iterator[Piece]:
    for some in again.waiting(FACTS):
        alike, others = in_columns(some)
        nodes, relations = as_records(others)
        yield Piece(part, list(map(written, alike)), nodes, relations)
