"""An organisation as a row names it: by a number of a register where it has one, else by its name and place as stated.

What a source says beside is kept for judging later who is who (`graph.identity`); nothing is guessed here. A number
that a third party found by searching a name is evidence, not identity.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from graph import vocabulary
from graph.errors import InvalidRecord
from graph.model import ids
from graph.model.entities import Actor
from graph.model.registers import Rna
from graph.model.relations import SituatedIn
from graph.territories import reference
from graph.territories.places import find_commune
from loaders.facts import Facts, Rejected
from loaders.plain_rows import PlainRows
from loaders.register_numbers import siren_prefix
from loaders.source import Row, Value

SHORT_SIREN = 9
_REMEMBERED = 50_000


class _Fields(NamedTuple):
    """Names of the fields of a row, by what they say of the organisation: all that it is told by."""

    id: str
    name: str
    rna: str
    commune: str
    town: str
    departement: str
    region: str
    postcode: str
    category: str
    legal_category: str
    profile: str
    acronym: str
    id_guess: str


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
        if situated := self.situated_in(nature):
            facts.add_kept(situated)

    def situated_in(self, nature: str) -> SituatedIn | None:
        """Where it is, always the same object."""
        if self.place and nature not in self.situated:
            self.situated[nature] = SituatedIn(source=self.actor.id, target=self.place, nature=nature)
        return self.situated.get(nature)


class Organisations:
    """Those of one pass, each made once for all the rows that say it in the same words.

    A giver stands on every row of its file; facts that are one object for many rows are also written as one
    (`loaders.gathering`). What was warned about is made again, so that each row keeps its warnings.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Organisation] = {}
        self._by_words: dict[tuple[str, str], dict[tuple[object, ...], Organisation]] = {}

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

    def of_all(self, rows: PlainRows, prefix: str) -> list[Organisation | None]:
        """The same for many rows; None where something has to be told of one."""
        of = _names(prefix)
        names = [name for name in of if rows.says(name)]
        by_number = names == [of.id, of.name]
        known = self._by_words.setdefault((rows.mapper.kind, prefix), {})
        if len(known) >= _REMEMBERED:
            known.clear()
        words = list(zip(rows.cells(of.id), *map(rows.column, names), strict=True))
        made = list(map(known.get, words))
        for place, one in enumerate(made):
            if one is None:
                one = known.get(words[place]) or (_of_number(*words[place][1:]) if by_number else None)
                made[place] = one = one or self._of_plain(rows.row(place), prefix)
                if one:
                    known[words[place]] = one
        return made

    def _of_plain(self, row: Row, prefix: str) -> Organisation | None:
        try:
            made = self.of(row, prefix)
        except (Rejected, InvalidRecord, ValidationError):
            return None
        return None if row.problems else made


@cache
def _names(prefix: str) -> _Fields:
    return _Fields(*(f"{prefix}{name}" for name in _Fields._fields))


def organisation(row: Row, prefix: str = "") -> Organisation:
    """From the fields `<prefix>name`, `id` (SIREN or SIRET), `rna`, `commune`, `town`, `departement`, `postcode`,
    `category`, `legal_category`… of a row. Raises Rejected without any name or number.
    """
    of = _names(prefix)
    siren, siret = _numbers(row.text(of.id))
    rna = _rna(row, of.rna)
    name = row.text(of.name) or ""
    if not (name or siren or rna):
        raise row.rejection(of.name, "missing_name", "ni nom ni identifiant : remplissez la cellule")
    place = _place(row, of)
    town = row.text(of.town)
    said = {
        "profile": _profile(row, of),
        "legal_category": _legal_category(row, of),
        "category": row.text(of.category),
        "acronym": row.text(of.acronym),
        "siren": siren,
        "rna": rna,
        "possible_siren": _possible(row, of) or (None if siren else siren_prefix(row.stated(of.id))),
        "town": None if place and place.startswith("commune:") else town,
    }
    actor_id = _id(row, name, siren, rna, town or row.text(of.commune))
    return Organisation(Actor(id=actor_id, label=name, **_said(said)), place, siret)


def _of_number(number: Value | None, name: Value | None) -> Organisation | None:
    """The same of a row that says nothing but a checked number of Sirene and a name."""
    siren, siret = _numbers(number if isinstance(number, str) else None)
    if siren is None:
        return None
    label = name if isinstance(name, str) else ""
    return Organisation(Actor(id=f"siren:{siren}", label=label, siren=siren), None, siret)


def _said(values: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _numbers(text: str | None) -> tuple[str | None, str | None]:
    """(SIREN, SIRET) of a checked cell; a number of another register says neither."""
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


def _profile(row: Row, of: _Fields) -> str | None:
    category = _legal_category(row, of)
    return vocabulary.kind_of_category(category) if category else row.text(of.profile)


def _legal_category(row: Row, of: _Fields) -> str | None:
    text = row.text(of.legal_category)
    return text if text in vocabulary.legal_categories() else None


def _possible(row: Row, of: _Fields) -> str | None:
    text = row.text(of.id_guess)
    return text[:SHORT_SIREN] if text and text.isdigit() else None


def _place(row: Row, of: _Fields) -> str | None:
    """The commune by its code, else by its name within the département said, else that département or that region."""
    if code := row.text(of.commune):
        return f"commune:{code}"
    departement = _departement(row, of)
    if town := row.text(of.town):
        match = find_commune(town, departement=departement)
        if match.code in reference.communes():
            return f"commune:{match.code}"
        row.warn(
            of.town, "unplaced_town",
            f"ville non rattachée à une commune ({match.reason}) ; gardée telle quelle",
        )  # fmt: skip
    if departement:
        return f"departement:{departement}"
    region = row.text(of.region)
    return f"region:{region}" if region in reference.regions() else None


def _departement(row: Row, of: _Fields) -> str | None:
    """Said outright, or by the first figures of a postal code (which tell a département, never a commune)."""
    said = row.text(of.departement)
    if said in reference.departements():
        return said
    postcode = row.text(of.postcode) or ""
    if len(postcode) != 5 or not postcode.isdigit():
        return None
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    code = postcode[:3] if postcode.startswith("97") else postcode[:2]
    return code if code in reference.departements() else None
