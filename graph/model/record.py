"""Records: what a store keeps of a node or relation, and how two sayings of it become one.

A record is the set of its *claims*: who said what, on which lines. What is shown (label, properties) follows from the
claims by a fixed rule, so that merging is commutative, associative and idempotent: neither the order of loading nor
loading twice can change the graph, and taking a run back is leaving its claims out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TypeAlias

import orjson

from graph.model.lazy import lazy
from graph.model.origin import Origin, Status

Value: TypeAlias = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
Properties: TypeAlias = Mapping[str, Value]
Json: TypeAlias = dict[str, Value]

BASIS_ORDER = ("register", "declared", "curated", "establishment", "stated", "seat")
"""When sources differ, a claim made on a stronger basis wins (interfaces.md §2); `stated` where a claim names none."""


def canonical_json(value: object) -> str:
    """The one text of a value: keys sorted, no spaces, every float finite (NaN and infinities become null)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one run said, in the same words, on one or more lines.

    `lines` is sorted; empty where the source has no lines. `basis` is one of BASIS_ORDER. `said_of`: the id (of a node)
    or the two ends (of a relation) in the words of the source, where a judgement has since joined them to another: what
    was said is never rewritten, so that a judgement can be undone. `withdrawn`: the later edition of the source where
    this no longer stands.
    """

    source: str
    run: str
    status: Status
    vintage: str | None
    stated_as: str | None
    label: str | None
    properties: Properties
    basis: str = "stated"
    lines: tuple[int, ...] = ()
    said_of: tuple[str, ...] = ()
    withdrawn: str | None = None

    @property
    def key(self) -> str:
        return canonical_json(
            [self.source, self.run, self.status._value_, self.vintage, self.stated_as, self.label,
             dict(self.properties), self.basis, self.said_of]
        )  # fmt: skip

    def stated(self, own: str) -> str:
        """The id in the words of the source, where the record stands under `own`; of a relation, its first end."""
        return self.said_of[0] if self.said_of else own

    @property
    def weight(self) -> int:
        return max(1, len(self.lines))

    def as_json(self) -> Json:
        return {
            "source": self.source, "run": self.run, "status": self.status._value_, "vintage": self.vintage,
            "stated_as": self.stated_as, "label": self.label, "properties": dict(self.properties),
            "basis": self.basis, "lines": list(self.lines), **self._seldom(),
        }  # fmt: skip

    def _seldom(self) -> Json:
        """Written only where it is said: few claims have it."""
        if not (self.said_of or self.withdrawn):
            return {}
        said: Json = {"said_of": list(self.said_of), "withdrawn": self.withdrawn}
        return {name: value for name, value in said.items() if value}  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "Claim":
        fields = dict(data)
        fields["status"] = Status(str(fields["status"]))
        fields["lines"] = tuple(fields["lines"])  # type: ignore[arg-type]
        fields["said_of"] = tuple(fields.get("said_of", ()))  # type: ignore[arg-type]
        return cls(**fields)  # type: ignore[arg-type]

    @classmethod
    def of(
        cls,
        origin: Origin,
        label: str | None = None,
        properties: Properties | None = None,
        basis: str = "stated",
        lines: Sequence[int] = (),
        stated_as: str | None = None,
    ) -> "Claim":
        """A claim of the row of the origin, or of `lines`. Properties that are None are not said: they are left out."""
        said = {name: value for name, value in (properties or {}).items() if value is not None}
        where = _in_order(lines) if lines else () if origin.line is None else (origin.line,)
        words = stated_as or origin.stated_as
        return cls(origin.source, origin.run, origin.status, origin.vintage, words, label, said, basis, where)


def _in_order(lines: Sequence[int]) -> tuple[int, ...]:
    return tuple(lines) if len(lines) == 1 else tuple(sorted(set(lines)))


def merge_claims(*groups: Iterable[Claim]) -> tuple[Claim, ...]:
    """Union of claims; the same words of the same run keep all their lines. Sorted, so equal sets are equal tuples."""
    said = [claim for group in groups for claim in group]
    if len(said) == 1:
        return (said[0],)
    by_key: dict[str, list[Claim]] = {}
    for claim in said:
        by_key.setdefault(claim.key, []).append(claim)
    return tuple(_with_all_lines(by_key[key]) for key in sorted(by_key))


def _with_all_lines(same: list[Claim]) -> Claim:
    """One claim with the lines of all; a hub is said on thousands of lines, so their union is made once."""
    claim = same[0]
    union = tuple(sorted({line for one in same for line in one.lines}))
    withdrawn = max((one.withdrawn or "" for one in same), default="") or None
    if union == claim.lines and withdrawn == claim.withdrawn:
        return claim
    return replace(claim, lines=union, withdrawn=withdrawn)


def resolve(claims: Iterable[tuple[Claim, Value]]) -> Value:
    """The value shown among those said: strongest basis, then most lines, then the order of the text.

    Of one source, only the latest vintage votes: a name that a register corrected must not win by the years it stood.
    Independent of the order in which claims came; every said value stays in the claims.
    """
    said = _latest(list(claims))
    if len(said) == 1:
        return said[0][1]
    weights: dict[str, tuple[int, int, Value]] = {}
    for claim, value in said:
        rank = BASIS_ORDER.index(claim.basis)
        best, count, _ = weights.get(text := canonical_json(value), (rank, 0, value))
        weights[text] = (min(best, rank), count + claim.weight, value)
    chosen = min(weights, key=lambda text: (weights[text][0], -weights[text][1], text))
    return weights[chosen][2]


def _latest(said: list[tuple[Claim, Value]]) -> list[tuple[Claim, Value]]:
    if len({claim.vintage for claim, _ in said}) == 1:
        return said
    last: dict[str, str] = {}
    for claim, _ in said:
        last[claim.source] = max(last.get(claim.source, ""), claim.vintage or "")
    return [(claim, value) for claim, value in said if (claim.vintage or "") == last[claim.source]]


def digest_of(key: tuple[str, ...], claims_json: str) -> int:
    """128 bits of a record, from its key and `claims_json`: a store need not parse the claims it replaces."""
    text = f"[{canonical_json(key)[1:-1]},{claims_json}]"
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest(), "big")


def claims_from_json(text: str) -> tuple[Claim, ...]:
    """Inverse of `claims_json`."""
    return tuple(Claim.from_json(claim) for claim in orjson.loads(text))


@dataclass(frozen=True)
class _Record:
    claims: tuple[Claim, ...]

    @lazy
    def properties(self) -> Json:
        if len(self.claims) == 1:
            said = self.claims[0].properties
            return {name: said[name] for name in sorted(said)}
        names = sorted({name for claim in self.claims for name in claim.properties})
        return {
            name: resolve((claim, claim.properties[name]) for claim in self.claims if name in claim.properties)
            for name in names
        }

    @property
    def differing(self) -> dict[str, list[tuple[Value, tuple[str, ...]]]]:
        """Properties of which sources say several values: each value with who says it, the shown one first.

        Of one source, only the latest vintage speaks, as for the value shown.
        """
        if len(self.claims) == 1:
            return {}
        found = {}
        for name, shown in self.properties.items():
            saying: dict[str, tuple[Value, set[str]]] = {}
            for claim, value in _latest([(one, one.properties[name]) for one in self.claims if name in one.properties]):
                saying.setdefault(canonical_json(value), (value, set()))[1].add(claim.source)
            if len(saying) > 1:
                first = canonical_json(shown)
                texts = sorted(saying, key=lambda text: (text != first, text))
                found[name] = [(saying[text][0], tuple(sorted(saying[text][1]))) for text in texts]
        return found

    @property
    def statuses(self) -> frozenset[Status]:
        return frozenset(claim.status for claim in self.claims)

    @property
    def origins(self) -> list[Json]:
        """The `origins` of interfaces.md §2: one per claim, with its first line and the number of rows that said it."""
        return [
            {
                "source": claim.source, "run": claim.run, "line": claim.lines[0] if claim.lines else None,
                "rows": claim.weight, "stated_as": claim.stated_as, "vintage": claim.vintage,
                "status": claim.status._value_, **claim._seldom(),
            }
            for claim in self.claims
        ]  # fmt: skip

    @lazy
    def claims_json(self) -> str:
        """Canonical JSON of the claims: what a store keeps, and what the digest is made of."""
        return canonical_json([claim.as_json() for claim in self.claims])


@dataclass(frozen=True)
class NodeRecord(_Record):
    """A node: its id, its kind (Actor, Experiment, …: `graph.vocabulary.node_kinds`) and what was said of it."""

    id: str = field(default="")
    kind: str = field(default="")

    @lazy
    def label(self) -> str:
        """The name shown. Falls back to the id, never to an empty text."""
        said = [(claim, claim.label) for claim in self.claims if claim.label]
        return str(resolve(said)) if said else self.id

    @property
    def labels(self) -> tuple[str, ...]:
        """Every name said, the shown one first."""
        if len(self.claims) == 1:
            return (self.label,)
        others = sorted({claim.label for claim in self.claims if claim.label} - {self.label})
        return (self.label, *others)

    @lazy
    def digest(self) -> int:
        """128 bits of the record's content; the store's revision is their sum (see `graph.store.base`)."""
        return digest_of((self.id, self.kind), self.claims_json)

    def merged(self, other: "NodeRecord") -> "NodeRecord":
        return NodeRecord(id=self.id, kind=self.kind, claims=merge_claims(self.claims, other.claims))


@dataclass(frozen=True)
class RelationRecord(_Record):
    """A relation. Its key is (source, type, target, role): said twice, it is one relation with two claims."""

    source: str = field(default="")
    type: str = field(default="")
    target: str = field(default="")
    role: str = field(default="")

    @property
    def key(self) -> tuple[str, str, str, str]:
        return (self.source, self.type, self.target, self.role)

    @lazy
    def digest(self) -> int:
        return digest_of(self.key, self.claims_json)

    def merged(self, other: "RelationRecord") -> "RelationRecord":
        return RelationRecord(
            source=self.source, type=self.type, target=self.target, role=self.role,
            claims=merge_claims(self.claims, other.claims),
        )  # fmt: skip
