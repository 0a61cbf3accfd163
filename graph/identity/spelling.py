"""The spellings that are compared: one for each name of a mention, with the places that go with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.identity.mention import Mention
from graph.identity.names import Name, read_name
from graph.territories import reference


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of the mention at rank `mention`. `departements` are said of it, by the name or by the source."""

    mention: int
    name: Name
    communes: frozenset[str]
    departements: frozenset[str]
    publishers: frozenset[str]
    sources: frozenset[str]


def spellings(mentions: Sequence[Mention]) -> list[Spelling]:
    """Those of all mentions, by rank then by text; names that are read alike are one."""
    made: list[Spelling] = []
    for rank, mention in enumerate(mentions):
        read = {
            (name.words, name.numbers, name.departement, name.commune): name for name in map(read_name, mention.names)
        }
        made += [_spelling(rank, mention, read[key]) for key in sorted(read, key=repr)]
    return made


def _spelling(rank: int, mention: Mention, name: Name) -> Spelling:
    communes = frozenset(code for code in (*mention.communes, name.commune) if code)
    said = frozenset(code for code in (*mention.departements, name.departement) if code)
    return Spelling(
        rank, name, communes, said | departements_of(communes),
        frozenset(mention.publisher_departements), frozenset(mention.sources),
    )  # fmt: skip


def departements_of(communes: Iterable[str]) -> frozenset[str]:
    known = reference.communes()
    return frozenset(known[code].departement for code in communes if code in known)
