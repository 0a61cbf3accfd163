"""Names of which the number is known, from the reference files: those of the test actors, and all the others.

The labels of `mentions_test.csv` stand in the other files of `../shared` too: every actor of the test is left out of
what trains, in every file.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from graph.identity.mention import Mention
from graph.model.record import NodeRecord, RelationRecord
from graph.store.base import View
from graph.territories import reference
from tests.reference import shared

PUBLISHERS = {"subventions-dep44": "44", "subventions-dep49": "49", "subventions-dep53": "53", "scdl": "53"}
"""Source → département of its publisher."""

SOURCES = {
    "CD44": "subventions-dep44", "CD49": "subventions-dep49", "CD53": "subventions-dep53",
    "JAUNE2012": "jaune-associations", "ADULTE_RELAIS": "politique-de-la-ville", "SIRENE_ESS": "ess",
}  # fmt: skip
"""Name in the test file → our source. Its names are of these alone, and so are those that train."""

PLACED_IN_NAME = "jaune-associations"
"""Its names end with a département and a town; our loader takes them off, the test file keeps them."""


@dataclass(frozen=True, slots=True)
class Labelled:
    siren: str
    name: str
    source: str
    places: tuple[str, ...] = ()


def tested() -> list[Labelled]:
    with shared("data", "entity_resolution", "mentions_test.csv").open(encoding="utf-8") as file:
        return [Labelled(row["siren"], row["nom"], SOURCES[row["src"]]) for row in csv.DictReader(file)]


def others(view: View) -> list[Labelled]:
    """Of a graph of the reference files: names by source, but those of the actors of the test; in order."""
    left_out = {each.siren for each in tested()}
    named: set[tuple[str, str, str]] = set()
    places: dict[tuple[str, str], set[str]] = {}
    for record in view.records_of_kind("Actor", ["SITUATED_IN"]):
        if isinstance(record, RelationRecord):
            for claim in record.claims:
                stated = claim.stated(record.source)
                places.setdefault((stated, claim.source), set()).add(record.target)
        else:
            named |= set(_numbered(record, left_out))
    return [
        Labelled(siren, name, source, tuple(sorted(places.get((f"siren:{siren}", source), ()))))
        for siren, name, source in sorted(named)
    ]


def _numbered(record: NodeRecord, left_out: set[str]) -> Iterator[tuple[str, str, str]]:
    for claim in record.claims:
        prefix, _, number = claim.stated(record.id).partition(":")
        source = "subventions-dep53" if claim.source == "scdl" else claim.source
        if claim.label and prefix == "siren" and number not in left_out and source in SOURCES.values():
            yield number, claim.label, source


def as_mentions(labelled: list[Labelled], *, sources: bool, places: bool) -> list[Mention]:
    """Without their numbers. `sources`: with the source and its publisher; `places`: with what the source says of them,
    else only the place that the name itself ends with.
    """
    return [_mention(rank, each, sources, places) for rank, each in enumerate(labelled)]


def _mention(rank: int, each: Labelled, sources: bool, places: bool) -> Mention:
    publisher = PUBLISHERS.get(each.source)
    name = each.name if places or each.source != PLACED_IN_NAME else _placed(each)
    return Mention(
        id=f"mention:{rank:016x}",
        names=(name,),
        communes=tuple(p.removeprefix("commune:") for p in each.places if places and p.startswith("commune:")),
        departements=tuple(p.removeprefix("departement:") for p in each.places if places and p.startswith("dep")),
        publisher_departements=(publisher,) if sources and publisher else (),
        sources=(each.source,) if sources else (),
    )


def _placed(each: Labelled) -> str:
    """The name as the file writes it: « NOM - 44 NANTES »."""
    for place in each.places:
        kind, _, code = place.partition(":")
        if kind == "commune" and code in reference.communes():
            commune = reference.communes()[code]
            return f"{each.name} - {commune.departement} {commune.name}"
        if kind == "departement":
            return f"{each.name} - {code}"
    return each.name
