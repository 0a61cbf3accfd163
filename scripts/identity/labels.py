"""The labelled mentions of ../shared: the actors of `mentions_test.csv`, and the other half that may be learnt from."""

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from openpyxl import load_workbook

from graph.errors import InvalidRecord
from graph.identity.mention import Mention
from graph.identity.places import commune_of
from graph.identity.wording import placed
from graph.model.registers import Rnsr, Siren
from graph.territories.places import find_commune, find_region
from tests.reference import shared

PUBLISHERS = {"CD44": "44", "CD49": "49", "CD53": "53", "CD80": "80"}
"""Source → département of its publisher. The State's files have none."""

ANR = ("projects", "anr", "anr_dos_2010_2022_partenaires.csv.gz")

SLUGS = {
    "ADULTE_RELAIS": "politique-de-la-ville",
    "ANR": "anr",
    "BANATIC": "banatic",
    "JAUNE2012": "jaune-associations",
    "ODF": "publicateurs-open-data",
    "SIRENE_ESS": "ess",
    **{f"CD{code}": f"subventions-dep{code}" for code in ("44", "49", "53", "80")},
}
"""Source as the labels write it → slug of the catalogue."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """`label` is the number that says who it is; hidden from what is scored. `town`: as written, where it is told."""

    label: str
    name: str
    source: str
    commune: str | None = None
    departement: str | None = None
    town: str | None = None

    def mention(self, *, publisher: bool) -> Mention:
        said = f"{self.source}|{self.name}|{self.town}|{self.label}"
        return Mention(
            id=f"mention:{blake2b(said.encode(), digest_size=8).hexdigest()}",
            names=(self.name,),
            communes=_known(self.commune),
            departements=_known(self.departement),
            publisher_departements=_known(PUBLISHERS.get(self.source)) if publisher else (),
            sources=(SLUGS[self.source],) if publisher else (),
        )


def _known(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def tested() -> list[Labelled]:
    rows = _csv("entity_resolution/mentions_test.csv")
    return [Labelled(row["siren"], row["nom"], row["src"]) for row in rows]


def training_mentions() -> list[Labelled]:
    """Every labelled mention of the other files, without the actors of the test.

    Of BANATIC, ten thousand groupings of communes, only those that another file names: the rest would teach the model
    what a syndicat is, at the cost of associations.
    """
    held_out = {each.label for each in tested()} | _pairs()
    every = {(*each,) for source in (_cd44, _cd49, _cd53, _cd80, _jaune, _relays, _ess, _bodies) for each in source()}
    kept = sorted(each for each in every if each[0] not in held_out and _valid(each[0]) and each[1])
    elsewhere = {label for label, _, source in kept if source != "BANATIC"}
    return [Labelled(*each) for each in kept if each[2] != "BANATIC" or each[0] in elsewhere]


def with_places(labelled: list[Labelled]) -> list[Labelled]:
    """The same as sources that declare places would say them: the seat that the Jaune writes of the same number.

    Without it the training sees two known places in pairs of the Jaune alone, which names each actor once, and learns
    that two places known are two actors. The town is said of one mention in two, the département of all.
    """
    seats = {each.label: placed(each.name)[1:] for each in labelled if each.source == "JAUNE2012"}
    found = []
    for each in labelled:
        departement, town = seats.get(each.label, (None, None))
        said = commune_of(town, departement) if town and half(each.name) and each.source != "JAUNE2012" else None
        found.append(replace(each, commune=said, departement=departement or PUBLISHERS.get(each.source)))
    return found


def laboratories() -> list[Labelled]:
    """(spelling, town) of the ANR with one valid unit code; those that several codes share join nothing, so are out."""
    units: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    communes: dict[tuple[str, str], str | None] = {}
    with gzip.open(shared("data", *ANR), "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            said = row["Projet.Partenaire.Nom_organisme"].strip(), row["Projet.Partenaire.Adresse.Ville"].strip()
            if said[0] and (code := row["Projet.Partenaire.Code_RNSR"].strip()):
                units[said].add(code)
                communes[said] = _town(said[1], row["Projet.Partenaire.Adresse.Region"])
    return [
        Labelled(unit, said[0], "ANR", communes[said], town=said[1])
        for said, codes in sorted(units.items())
        if len(codes) == 1 and (unit := _unit(*codes))
    ]


def _town(name: str, region: str) -> str | None:
    return find_commune(name, region=find_region(region)).code if name else None


def _unit(code: str) -> str | None:
    try:
        return str(Rnsr.parse(code))
    except InvalidRecord:
        return None


@dataclass(frozen=True, slots=True)
class Gold:
    label: str
    left: str
    right: str
    same: bool


def gold_pairs() -> list[Gold]:
    """For recall and reading only: all its negatives share one name."""
    rows = _csv("entity_resolution/gold_pairs_test.csv")
    return [Gold(row["siren"], row["nom_a"], row["nom_b"], row["meme_acteur"] == "1") for row in rows]


def half(label: str) -> int:
    """0 or 1, by a hash of the label: the split of the units of the ANR, and the folds of the training."""
    return blake2b(label.encode(), digest_size=1).digest()[0] % 2


def _pairs() -> set[str]:
    return {row["siren"] for row in _csv("entity_resolution/gold_pairs_test.csv") if row.get("siren")}


def _csv(path: str, delimiter: str = ",", encoding: str = "utf-8-sig") -> Iterator[dict[str, str]]:
    with shared("data", *path.split("/")).open(encoding=encoding, newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def _rows(path: str, encoding: str = "utf-8-sig") -> Iterator[list[str]]:
    with shared("data", *path.split("/")).open(encoding=encoding, newline="", errors="replace") as file:
        yield from csv.reader(file, delimiter=";")


def _valid(number: str) -> bool:
    try:
        Siren.parse(number)
    except InvalidRecord:
        return False
    return True


def _said(source: str, number: object, name: object) -> tuple[str, str, str]:
    return re.sub(r"\D", "", str(number or ""))[:9], " ".join(str(name or "").split()), source


def _cd44() -> Iterable[tuple[str, str, str]]:
    file = "grants/dep44_loire_atlantique/224400028_subventions-aux-associations-du-departement-de-loire-atlantique.csv"
    return (_said("CD44", row[5], row[4]) for row in _rows(file) if len(row) > 5)


def _cd49() -> Iterable[tuple[str, str, str]]:
    file = "grants/dep49_maine_et_loire/224900019_conventions-de-subventions-du-departement-de-maine-et-loire.csv"
    return (_said("CD49", row[6], row[5]) for row in _rows(file) if len(row) > 6)


def _cd53() -> Iterable[tuple[str, str, str]]:
    book = load_workbook(shared("data", "grants", "dep53_mayenne", "data.gouv-cd53-21-12-2018.xlsx"), read_only=True)
    return (_said("CD53", row[5], row[4]) for row in book.active.iter_rows(values_only=True) if len(row) > 5)


def _cd80() -> Iterable[tuple[str, str, str]]:
    rows = _rows("grants/dep80_somme/somme_2022_extrait.csv", "cp1252")
    return (_said("CD80", row[5], row[4]) for row in rows if len(row) > 5)


def _jaune() -> Iterable[tuple[str, str, str]]:
    """2190… are numbers made up by the publisher: they pass the key and are no one's."""
    file = "grants/etat_jaune_plf2012/plf-2012-jaune-associations-subventionne-es-en-2010.csv"
    rows = (_said("JAUNE2012", row[0], row[1]) for row in _rows(file, "cp1252") if len(row) > 1)
    return (each for each in rows if not each[0].startswith("2190"))


def _relays() -> Iterator[tuple[str, str, str]]:
    for year in (2020, 2021):
        file = shared("data", "grants", "anct_politique_ville", f"adulte-relais-{year}.json")
        for row in json.loads(file.read_text(encoding="utf-8")):
            yield _said("ADULTE_RELAIS", row["code_tiers"], row["raison_sociale"])


def _ess() -> Iterable[tuple[str, str, str]]:
    rows = _csv("actors/ess_numerique_2026/ess_acteurs.csv")
    return (_said("SIRENE_ESS", row["siren"], row["denomination"]) for row in rows)


def _bodies() -> Iterator[tuple[str, str, str]]:
    for row in _csv("actors/odf_publishers/opendata_publishers_odf.csv"):
        yield _said("ODF", row["siren"], row["nom"])
    for row in _csv("territories/banatic_tet/banatic_groupements.csv"):
        yield _said("BANATIC", row["siren"], row["libelle"])
