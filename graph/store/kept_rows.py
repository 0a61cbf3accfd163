"""What the rows of many facts keep, by column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import orjson

from graph.model.alike import at
from graph.model.origin import Origin
from graph.model.record import Claim, claims_from_json
from graph.store.framing import text
from graph.store.kept import BY_DOCUMENT, Kept, LinesKept, lines_of


@dataclass(frozen=True, slots=True)
class KeptRows:
    """`graph.store.kept.Kept` of each."""

    documents: list[str]
    claims: list[str]
    labels: list[str | None]
    lines: list[LinesKept]
    worded: list[bool | None]

    @classmethod
    def brief(
        cls, properties: list[str], labels: list[str | None], lines: list[LinesKept], worded: list[bool | None]
    ) -> Self:
        return cls(properties, [BY_DOCUMENT] * len(properties), labels, lines, worded)

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
        )

    def claims_texts(self, origin: Origin, basis: str) -> list[str]:
        """Canonical JSON of the claims of each: the keys of a claim are in order."""
        before = f'[{{"basis":"{basis}","label":'
        between = f',"run":{text(origin.run)},"source":{text(origin.source)},"stated_as":'
        after = f',"status":"{origin.status.value}","vintage":{text(origin.vintage)}}}]'
        each = zip(self.documents, self.claims, self.labels, self.lines, self.worded, strict=True)
        return [
            claims
            if worded is None
            else f'{before}{label or "null"},"lines":[{line or ""}],"properties":{said}{between}'
            f"{label if worded else 'null'}{after}"
            for said, claims, label, line, worded in each
        ]

    def claims_of(self, rank: int, origin: Origin, basis: str) -> tuple[Claim, ...]:
        if self.worded[rank] is None:
            return claims_from_json(self.claims[rank])
        said = self.labels[rank]
        label = None if said is None else orjson.loads(said)
        words = label if self.worded[rank] else None
        properties = orjson.loads(self.documents[rank])
        return (Claim.of(origin, label, properties, basis, lines_of(self.lines[rank]), words),)
