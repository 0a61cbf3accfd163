"""What the claims of a graph say of each id, as it was stated: what `graph.identity` compares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.identity import Mention
from graph.model.entities import NodeKind
from graph.model.origin import Status
from graph.model.record import Claim, NodeRecord, RelationRecord, Value
from graph.model.relations import RelationType
from graph.store.base import View

COMMUNE, DEPARTEMENT = "commune:", "departement:"


@dataclass(slots=True)
class _Said:
    names: set[str] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def add(self, claim: Claim) -> None:
        names: Iterable[Value] = (claim.label, claim.properties.get("usual_name"), claim.properties.get("acronym"))
        self.names |= {str(name) for name in names if name}
        self.sources.add(claim.source)
        for name, value in claim.properties.items():
            if isinstance(value, str):
                self.values[name].add(value)

    def only(self, name: str) -> str | None:
        """The value, where all say the same: a contradiction is no evidence."""
        said = self.values.get(name, set())
        return next(iter(said)) if len(said) == 1 else None


def mentions_of(view: View) -> list[Mention]:
    """One for each id of an actor as stated, by id. Synthetic records are nobody: they are left out."""
    said: defaultdict[str, _Said] = defaultdict(_Said)
    for record in view.records_of_kind(NodeKind.ACTOR, [RelationType.SITUATED_IN]):
        for claim in record.claims:
            if claim.status is not Status.SYNTHETIC:
                _read(record, claim, said)
    publishers = _publishers(view)
    return [_mention(stated, said[stated], publishers) for stated in sorted(said) if said[stated].sources]


def _read(record: NodeRecord | RelationRecord, claim: Claim, said: Mapping[str, _Said]) -> None:
    if isinstance(record, NodeRecord):
        said[claim.stated(record.id)].add(claim)
    else:
        said[claim.stated(record.source)].places.add(record.target)


def _mention(stated: str, said: _Said, publishers: Mapping[str, str]) -> Mention:
    prefix, _, number = stated.partition(":")
    return Mention(
        id=stated,
        names=tuple(sorted(said.names)),
        siren=number if prefix == "siren" else said.only("siren"),
        rna=number if prefix == "rna" else said.only("rna"),
        possible_siren=said.only("possible_siren"),
        communes=tuple(sorted(p.removeprefix(COMMUNE) for p in said.places if p.startswith(COMMUNE))),
        departements=tuple(sorted(p.removeprefix(DEPARTEMENT) for p in said.places if p.startswith(DEPARTEMENT))),
        publisher_departements=tuple(sorted({publishers[s] for s in said.sources if s in publishers})),
        profile=said.only("profile"),
        sources=tuple(sorted(said.sources)),
    )


def _publishers(view: View) -> dict[str, str]:
    """Source → département, for those that declare to collect in one département alone."""
    covered: defaultdict[str, set[str]] = defaultdict(set)
    for row in view.coverage():
        covered[row.source].add(row.territory)
    return {
        source: next(iter(places)).removeprefix(DEPARTEMENT)
        for source, places in covered.items()
        if len(places) == 1 and next(iter(places)).startswith(DEPARTEMENT)
    }
