"""One look at all that is taken, before a byte is written: formats ask for columns, types and counts first."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from api.exports.extract import Extract, Link, Node
from graph.model.origin import Status
from graph.model.record import canonical_json

TEXT, NUMBER, YES_NO = "string", "double", "boolean"


@dataclass(slots=True)
class Survey:
    """`kinds`, `types`: how many of each; `of_nodes`, `of_links`: names of what is said of a kind of node, of links.

    `shapes`: name → the one type that all its values have, text where they differ.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    of_nodes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_links: set[str] = field(default_factory=set)
    shapes: dict[str, str] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    synthetic: bool = False

    @property
    def nodes(self) -> int:
        return self.kinds.total()

    @property
    def links(self) -> int:
        return self.types.total()

    @property
    def names_of_nodes(self) -> list[str]:
        return sorted(set().union(*self.of_nodes.values()))

    @property
    def names_of_links(self) -> list[str]:
        return sorted(self.of_links)

    @property
    def names(self) -> list[str]:
        return sorted({*self.names_of_nodes, *self.of_links})

    def _see(self, row: Node | Link) -> None:
        self.sources.update(row.sources)
        self.synthetic = self.synthetic or Status.SYNTHETIC.value in row.statuses
        for name, value in row.properties.items():
            shape = shape_of(value)
            if self.shapes.setdefault(name, shape) != shape:
                self.shapes[name] = TEXT

    @classmethod
    def of(cls, taken: Extract) -> "Survey":
        found = cls()
        for node in taken.nodes():
            found.kinds[node.kind] += 1
            found.of_nodes[node.kind].update(node.properties)
            found._see(node)
        for link in taken.links():
            found.types[link.type] += 1
            found.of_links.update(link.properties)
            found._see(link)
        return found


def shape_of(value: object) -> str:
    if isinstance(value, bool):
        return YES_NO
    return NUMBER if isinstance(value, int | float) else TEXT


def said_cell(value: object) -> str:
    """One cell for a value of any shape: lists by « | », what is nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(said_cell(part) for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return canonical_json(value)
    return str(value)
