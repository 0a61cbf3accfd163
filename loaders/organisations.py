"""An organisation as a row names it: by a number of a register where it has one, else by its name and place as stated.

What a source says beside is kept for judging later who is who (`graph.identity`); nothing is guessed here. A number
that a third party found by searching a name is evidence, not identity.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model import ids
from graph.model.entities import Actor
from graph.model.registers import Rna
from graph.model.relations import SituatedIn
from graph.territories import reference
from graph.territories.places import find_commune
from loaders.facts import Facts
from loaders.register_numbers import siren_prefix
from loaders.source import Row

SHORT_SIREN = 9
_FIELDS = ("id", "name", "rna", "commune", "town", "departement", "region", "postcode", "category", "legal_category",
           "profile", "acronym", "id_guess")  # fmt: skip
"""All that an organisation is told by."""

_REMEMBERED = 50_000
Field = Callable[[str], str]
"""Name of a field of the row, from what it says of the organisation."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """`actor` as it is said, `place` the finest territory known of it, `siret` the establishment the row speaks of."""

    actor: Actor
    place: str | None
    siret: str | None
    situated: dict[str, SituatedIn] = field(default_factory=dict, compare=False)

    @property
    def commune(self) -> str | None:
        return self.place.removeprefix("commune:") if self.place and self.place.startswith("commune:") else None

    def add_to(self, facts: Facts, nature: str = "seat") -> None:
        """The actor and where it is."""
        facts.add_kept(self.actor, stated_as=self.actor.label or None)
        if self.place and nature not in self.situated:
            self.situated[nature] = SituatedIn(source=self.actor.id, target=self.place, nature=nature)
        if self.place:
            facts.add_kept(self.situated[nature])


class Organisations:
    """Those of one pass, each made once for all the rows that say it in the same words.

    A giver stands on every row of its file; facts that are one object for many rows are also written as one
    (`loaders.gathering`). What was warned about is made again, so that each row keeps its warnings.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Organisation] = {}

    def of(self, row: Row, prefix: str = "") -> Organisation:
        """As `organisation`."""
        values, names = row.values, _names(prefix)
        words = (*map(values.get, names), row.cells.get(names[0]))
        if (known := self._made.get(words)) is not None:
            return known
        warned = len(row.problems)
        made = organisation(row, prefix)
        if len(row.problems) == warned:
            if len(self._made) >= _REMEMBERED:
                self._made.clear()
            self._made[words] = made
        return made


@cache
def _names(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}{name}" for name in _FIELDS)


def organisation(row: Row, prefix: str = "") -> Organisation:
    """From the fields `<prefix>name`, `id` (SIREN or SIRET), `rna`, `commune`, `town`, `departement`, `postcode`,
    `category`, `legal_category`… of a row. Raises Rejected without any name or number.
    """
    of = f"{prefix}{{}}".format
    siren, siret = _numbers(row, of("id"))
    rna = _rna(row, of("rna"))
    name = row.text(of("name")) or ""
    if not (name or siren or rna):
        raise row.rejection(of("name"), "missing_name", "ni nom ni identifiant : remplissez la cellule")
    place = _place(row, of)
    return Organisation(
        Actor(
            id=_id(row, name, siren, rna, row.text(of("town")) or row.text(of("commune"))),
            label=name,
            profile=_profile(row, of),
            legal_category=_legal_category(row, of("legal_category")),
            category=row.text(of("category")),
            acronym=row.text(of("acronym")),
            siren=siren,
            rna=rna,
            possible_siren=_possible(row, of("id_guess")) or (None if siren else siren_prefix(row.stated(of("id")))),
            town=None if place and place.startswith("commune:") else row.text(of("town")),
        ),
        place,
        siret,
    )


def _numbers(row: Row, name: str) -> tuple[str | None, str | None]:
    """(SIREN, SIRET) of a checked cell; a number of another register says neither."""
    text = row.text(name)
    if text is None or not text.isdigit():
        return None, None
    return (text, None) if len(text) == SHORT_SIREN else (text[:SHORT_SIREN], text)


def _rna(row: Row, name: str) -> str | None:
    text = row.text(name)
    if text is None:
        return None
    try:
        return str(Rna.parse(text))
    except InvalidRecord as error:
        row.warn(name, "invalid_identifier", f"{error.reason} ; RNA laissé de côté")
        return None


def _id(row: Row, name: str, siren: str | None, rna: str | None, stated_place: str | None) -> str:
    if siren:
        return ids.siren_id(siren)
    return ids.rna_id(rna) if rna else ids.mention_id(row.source, name, stated_place)


def _profile(row: Row, field: Field) -> str | None:
    category = _legal_category(row, field("legal_category"))
    return vocabulary.kind_of_category(category) if category else row.text(field("profile"))


def _legal_category(row: Row, name: str) -> str | None:
    text = row.text(name)
    return text if text in vocabulary.legal_categories() else None


def _possible(row: Row, name: str) -> str | None:
    text = row.text(name)
    return text[:SHORT_SIREN] if text and text.isdigit() else None


def _place(row: Row, field: Field) -> str | None:
    """The commune by its code, else by its name within the département said, else that département or that region."""
    if code := row.text(field("commune")):
        return f"commune:{code}"
    departement = _departement(row, field)
    if town := row.text(field("town")):
        match = find_commune(town, departement=departement)
        if match.code in reference.communes():
            return f"commune:{match.code}"
        row.warn(
            field("town"), "unplaced_town",
            f"ville non rattachée à une commune ({match.reason}) ; gardée telle quelle",
        )  # fmt: skip
    if departement:
        return f"departement:{departement}"
    region = row.text(field("region"))
    return f"region:{region}" if region in reference.regions() else None


def _departement(row: Row, field: Field) -> str | None:
    """Said outright, or by the first figures of a postal code (which tell a département, never a commune)."""
    said = row.text(field("departement"))
    if said in reference.departements():
        return said
    postcode = row.text(field("postcode")) or ""
    if len(postcode) != 5 or not postcode.isdigit():
        return None
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    code = postcode[:3] if postcode.startswith("97") else postcode[:2]
    return code if code in reference.departements() else None
