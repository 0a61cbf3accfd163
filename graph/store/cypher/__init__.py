"""The graph in Cypher: one named, parametrised query per file, and what asks them. No driver here.

Nodes are `(:Entity:<kind> {id, kind, claims, document, names, codes, profile, first, last})`, relations have their type
and `{role, claims, document}`. `claims` is the truth, as canonical JSON; the rest follows from it and is written with
it, ready to be read. `(:Placed)` marks the territories where something acts. Beside the graph: one `(:Meta)`, the
`(:Run)` of the log, the `(:Coverage)` rows, what is `(:Shelved)`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, TypeAlias

from graph.model.relations import RelationType

Row: TypeAlias = Sequence[Any]


class Ask(Protocol):
    """Runs a named query inside one transaction. Rows may still be on their way when it returns."""

    def __call__(self, name: str, /, **given: Any) -> Iterable[Row]: ...


def typed(name: str, relation: RelationType) -> str:
    """The name of a query written for one type of relation.

    A type given as a parameter is planned as any type: to see whether a commune is part of France, all that is part of
    France was looked at, and the territories took fifteen times longer to load.
    """
    return f"{name}:{relation.value}"


@cache
def text(name: str) -> str:
    """The query of that name, which may be `typed`."""
    file, _, relation = name.partition(":")
    query = files(__package__).joinpath(f"{file}.cypher").read_text(encoding="utf-8")
    return query.replace(":TYPE", f":{RelationType(relation).value}") if relation else query


SCHEMA = (
    "schema_entity", "schema_meta", "schema_run", "schema_coverage", "schema_shelf", "schema_names", "schema_ready",
)  # fmt: skip
"""In the order to run, each in a transaction of its own; done twice, they change nothing."""
