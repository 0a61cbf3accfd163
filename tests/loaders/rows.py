"""What small tests of a source need: a file of its own lines, read by its shipped mapping, and the facts it says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from graph.model.entities import Entity
from graph.model.relations import Relation
from loaders.delivery import FileDelivery
from loaders.facts import Outcome
from loaders.inputs import Inputs
from loaders.mapping import by_source
from loaders.recognition import Known, recognise

Fact = TypeVar("Fact", bound=Entity | Relation)


def outcomes(file: Path, source: str) -> list[Outcome]:
    """How each row of the file ends under the mapping of that source."""
    mapping = by_source(source)
    with Inputs([str(file)]) as inputs:
        known, _ = recognise(inputs.files[0], Known([mapping]))
        return [outcome for _, outcome in FileDelivery(mapping, known).outcomes()]


def said(outcome: Outcome) -> Sequence[Entity | Relation]:
    assert outcome.facts is not None, outcome.problems
    return outcome.facts.said


def one(outcome: Outcome, kind: type[Fact]) -> Fact:
    """The only fact of that kind."""
    (found,) = [fact for fact in said(outcome) if isinstance(fact, kind)]
    return found
