"""What a person asked to export, by address or by command, as a part of the graph. One grammar with `relations`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.answers.network import LIMIT_DEFAULT
from api.exports.extract import Around, Matching, Part, Whole
from graph.asking import Asked, read_flat, read_text
from graph.errors import InvalidInput
from graph.model.relation_filter import EVERYTHING, AllOf, Filter

OWN = ("centre", "depth", "limit", "kinds", "since", "until", "filter", "seats")
"""Names in an address that are no field of the filter."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A neighbourhood as it was asked for; None is unsaid."""

    centre: str | None = None
    depth: int | None = None
    limit: int | None = None
    kinds: Sequence[str] = ()
    since: str | None = None
    until: str | None = None

    def part(self) -> Around:
        return Around(
            self.centre or "", self.depth or 1, self.limit or LIMIT_DEFAULT, tuple(self.kinds), self.since, self.until
        )


def filter_of(query: Iterable[tuple[str, str]], tree: str | None) -> Filter:
    """The fields of an address, and the tree that may stand beside them. Raises InvalidInput and InvalidRecord."""
    flat = read_flat((name, value) for name, value in query if name not in OWN)
    if tree is None or not tree.strip():
        return flat
    said = read_text(tree)
    return said if flat == EVERYTHING else AllOf((flat, said))


def part_of(walk: Walk, asked: Asked, seconds: float | None = None) -> Part:
    """Raises InvalidInput where the two ways of choosing are mixed, or one is told without its centre."""
    if walk.centre is None and walk != Walk():
        raise InvalidInput("depth, limit, kinds, since et until choisissent un voisinage : il y manque son centre.")
    if asked == Asked():
        return walk.part() if walk.centre else Whole()
    if walk.centre:
        raise InvalidInput("Un voisinage (centre) ou un filtre de relations, pas les deux : retirez l’un d’eux.")
    return Matching(asked, seconds)
