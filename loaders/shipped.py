"""Sources that come with the product: facts made by code from shipped files, with no row of a table to read."""

from collections.abc import Callable, Iterable, Iterator

from graph.model.coverage import Coverage
from graph.model.entities import Entity
from graph.model.origin import Origin, Status, run_id
from graph.model.relations import Relation
from loaders.block import Block, Shown, blocks_of
from loaders.delivery import declared
from loaders.facts import Facts, Outcome
from loaders.mapping import Mapping
from loaders.part import Part

Said = Iterable[Entity | Relation]


class ShippedDelivery:
    """Each item of `items()` is what one record of the shipped file says; its rank stands for its line in reports.

    Reference sources declare no coverage: they count no alliance.
    """

    def __init__(
        self,
        mapping: Mapping,
        file: str,
        sha256: str,
        items: Callable[[], Iterator[Said]],
        *,
        status: Status = Status.IMPORTED,
        reference: bool = False,
    ) -> None:
        self.mapping = mapping
        self._items, self._status, self._reference = items, status, reference
        self.parts = [Part(file, sha256, run_id(mapping.source, sha256, mapping.version))]

    def outcomes(self) -> Iterator[tuple[Part, Outcome]]:
        (part,) = self.parts
        origin = Origin(source=self.mapping.source, run=part.run, vintage=self.mapping.vintage, status=self._status)
        for rank, said in enumerate(self._items(), 1):
            facts = Facts(origin)
            facts.add(*said)
            yield part, Outcome(rank, facts)

    def blocks(self, size: int, shown: Shown) -> Iterator[Block]:
        return blocks_of(shown(self.outcomes()), size)

    def coverage(self) -> list[Coverage]:
        return [] if self._reference else declared(self.mapping, self.mapping.source, self.parts)
