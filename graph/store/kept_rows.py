"""What the rows of many facts keep, by column: `graph.store.kept` of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import orjson

from graph.model.alike import at
from graph.model.origin import Origin
from graph.model.record import Claim, claims_from_json
from graph.store.digests import Digests
from graph.store.kept import BY_DOCUMENT, Kept, LinesKept, lines_of


@dataclass(frozen=True, slots=True)
class KeptRows:
    """`digests`: of the records."""

    documents: list[str]
    claims: list[str]
    labels: list[str | None]
    lines: list[LinesKept]
    worded: list[bool | None]
    digests: Digests

    @classmethod
    def brief(
        cls,
        properties: list[str],
        labels: list[str | None],
        lines: list[LinesKept],
        worded: list[bool | None],
        digests: Digests,
    ) -> Self:
        return cls(properties, [BY_DOCUMENT] * len(properties), labels, lines, worded, digests)

    def __len__(self) -> int:
        return len(self.documents)

    def keep_whole(self, rank: int, kept: Kept) -> None:
        self.documents[rank], self.claims[rank], self.labels[rank], self.lines[rank], self.worded[rank] = kept

    def only(self, ranks: Sequence[int]) -> "KeptRows":
        return KeptRows(
            at(self.documents, ranks),
            at(self.claims, ranks),
            at(self.labels, ranks),
            at(self.lines, ranks),
            at(self.worded, ranks),
            self.digests.only(ranks),
        )

    def claims_of(self, rank: int, origin: Origin, basis: str) -> tuple[Claim, ...]:
        if self.worded[rank] is None:
            return claims_from_json(self.claims[rank])
        said = self.labels[rank]
        label = None if said is None else orjson.loads(said)
        words = label if self.worded[rank] else None
        properties = orjson.loads(self.documents[rank])
        return (Claim.of(origin, label, properties, basis, lines_of(self.lines[rank]), words),)
