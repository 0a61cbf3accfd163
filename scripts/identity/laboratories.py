"""Laboratories of research projects: (spelling, town) of which the unit's number is known, and hidden.

Spellings that stand with several numbers, and numbers that are malformed, are no label.
"""

import csv
import gzip
from collections import defaultdict

from graph.errors import InvalidRecord
from graph.identity.mention import Mention
from graph.model.registers import Rnsr
from graph.territories.places import find_commune, find_region
from tests.reference import shared

_NAME, _CODE, _TOWN, _REGION = (
    "Projet.Partenaire.Nom_organisme", "Projet.Partenaire.Code_RNSR",
    "Projet.Partenaire.Adresse.Ville", "Projet.Partenaire.Adresse.Region",
)  # fmt: skip


def laboratories() -> tuple[list[Mention], list[str]]:
    """Mentions without their number, and their numbers."""
    codes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    regions: dict[tuple[str, str], str] = {}
    file = shared("data", "projects", "anr", "anr_dos_2010_2022_partenaires.csv.gz")
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            said = row[_NAME].strip(), row[_TOWN].strip()
            if said[0] and row[_CODE].strip():
                codes[said].add(row[_CODE].strip())
                regions[said] = row[_REGION]
    known = sorted((said, only) for said, each in codes.items() if len(each) == 1 and (only := _valid(*each)))
    return [_mention(rank, said, regions[said]) for rank, (said, _) in enumerate(known)], [code for _, code in known]


def _valid(code: str) -> str | None:
    try:
        return str(Rnsr.parse(code))
    except InvalidRecord:
        return None


def _mention(rank: int, said: tuple[str, str], region: str) -> Mention:
    name, town = said
    commune = find_commune(town, region=find_region(region)).code if town else None
    return Mention(
        id=f"mention:{rank:016x}", names=(name,), communes=(commune,) if commune else (), sources=("anr",)
    )  # fmt: skip
