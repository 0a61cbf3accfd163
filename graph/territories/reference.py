"""The territories in force: communes, EPCI, départements and régions of one vintage of the COG, with populations.

Read once, on first use, from the file that `scripts/reduce_territories.py` makes. Populations are municipal
populations of the communes and their sums, so that every level agrees with the one below. The 94 communes of the
collectivités d'outre-mer (975, 977, 978, 984, 986 to 989) belong to no département nor région: they are kept apart.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from graph.errors import UnknownEntity
from graph.model.levels import Level, split_territory

VINTAGE = "2026"
COUNTRY_CODE, COUNTRY_NAME = "FR", "France"

NATURES = MappingProxyType(
    {
        "CC": "communauté de communes",
        "CA": "communauté d’agglomération",
        "CU": "communauté urbaine",
        "METRO": "métropole",
        "MET69": "métropole à statut particulier",
    }
)
"""Nature of an EPCI → its name in words."""


class Commune(NamedTuple):
    """A tuple, not a dataclass, because 34 969 are made at the first use.

    `epci` is a SIREN, None for four islands and overseas collectivities; `population` None where nobody is counted.
    In an overseas collectivity `departement` is its three-digit code and `region` is None.
    """

    code: str
    name: str
    departement: str
    region: str | None
    epci: str | None
    population: int | None


@dataclass(frozen=True, slots=True)
class Epci:
    """An EPCI à fiscalité propre or the Métropole de Lyon. `members` are commune codes; `nature` a key of NATURES."""

    code: str
    name: str
    nature: str
    population: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Departement:
    code: str
    name: str
    region: str
    population: int


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    name: str
    population: int


@dataclass(frozen=True, slots=True)
class _Tables:
    communes: Mapping[str, Commune]
    overseas: Mapping[str, Commune]
    overseas_names: Mapping[str, str]
    epcis: Mapping[str, Epci]
    departements: Mapping[str, Departement]
    regions: Mapping[str, Region]
    former: tuple[tuple[str, str], ...]
    successors: Mapping[str, str]


def _raw() -> dict[str, Any]:
    packed = (Path(__file__).parent / "data" / f"cog_{VINTAGE}.json.gz").read_bytes()
    data: dict[str, Any] = json.loads(gzip.decompress(packed))
    return data


@cache
def _tables() -> _Tables:
    raw = _raw()
    region_of = {code: region for code, _, region, zone in raw["departements"] if zone != "com"}
    sirens: list[str | None] = [*(siren for siren, _, _ in raw["epcis"]), None]
    said = raw["communes"]
    held, epci = map(region_of.get, said["departement"]), map(sirens.__getitem__, said["epci"])
    every = list(map(Commune, said["code"], said["name"], said["departement"], held, epci, said["population"]))
    communes = {commune.code: commune for commune in every if commune.region is not None}
    overseas = {commune.code: commune for commune in every if commune.region is None}
    return _above(raw, communes, overseas)


def _above(raw: dict[str, Any], communes: dict[str, Commune], overseas: dict[str, Commune]) -> _Tables:
    members: dict[str | None, list[str]] = defaultdict(list)
    in_epci: dict[str | None, int] = defaultdict(int)
    in_departement: dict[str, int] = defaultdict(int)
    for commune in communes.values():
        members[commune.epci].append(commune.code)
        people = commune.population or 0
        in_epci[commune.epci] += people
        in_departement[commune.departement] += people
    in_region: dict[str, int] = defaultdict(int)
    for code, _, region, _ in raw["departements"]:
        in_region[region] += in_departement.get(code, 0)
    epcis = {code: Epci(code, name, nature, in_epci[code], tuple(members[code])) for code, name, nature in raw["epcis"]}
    departements = {
        code: Departement(code, name, region, in_departement[code])
        for code, name, region, zone in raw["departements"]
        if zone != "com"
    }
    regions = {code: Region(code, name, in_region[code]) for code, name, zone in raw["regions"] if zone != "com"}
    return _Tables(
        communes=MappingProxyType(communes),
        overseas=MappingProxyType(overseas),
        overseas_names=MappingProxyType({code: name for code, name, _, zone in raw["departements"] if zone == "com"}),
        epcis=MappingProxyType(epcis),
        departements=MappingProxyType(departements),
        regions=MappingProxyType(regions),
        former=tuple(zip(raw["former"]["name"], raw["former"]["commune"], strict=True)),
        successors=MappingProxyType(raw["successors"]),
    )


def communes() -> Mapping[str, Commune]:
    """Code → commune, for the 34 875 of the 101 départements, in order of code."""
    return _tables().communes


def overseas_communes() -> Mapping[str, Commune]:
    """Code → commune, for the 94 of the collectivités d'outre-mer."""
    return _tables().overseas


def overseas_names() -> Mapping[str, str]:
    """Three-digit code → name of the collectivités d'outre-mer and the like (975, 977, 978, 984, 986 to 989)."""
    return _tables().overseas_names


def epcis() -> Mapping[str, Epci]:
    """SIREN → EPCI: 1 254 à fiscalité propre and the Métropole de Lyon."""
    return _tables().epcis


def departements() -> Mapping[str, Departement]:
    """Code → département, the 101."""
    return _tables().departements


def regions() -> Mapping[str, Region]:
    """Code → région, the 18."""
    return _tables().regions


def former_names() -> tuple[tuple[str, str], ...]:
    """(name, code of the commune it belongs to today) for the communes déléguées and associées."""
    return _tables().former


def current_code(code: str) -> str | None:
    """The commune code in force for `code`: itself, its successor after a merger, or None when never known."""
    tables = _tables()
    return code if code in tables.communes or code in tables.overseas else tables.successors.get(code)


@cache
def populations(level: Level) -> Mapping[str, int]:
    """Territory id → inhabitants, for every territory of the level; empty for a level that is not described here."""
    tables: dict[Level, Mapping[str, Commune] | Mapping[str, Epci] | Mapping[str, Departement] | Mapping[str, Region]]
    tables = {
        Level.COMMUNE: communes(),
        Level.EPCI: epcis(),
        Level.DEPARTEMENT: departements(),
        Level.REGION: regions(),
    }
    if level is Level.COUNTRY:
        return MappingProxyType({f"pays:{COUNTRY_CODE}": sum(r.population for r in regions().values())})
    found = tables.get(level, {})
    return MappingProxyType({f"{level.value}:{code}": row.population or 0 for code, row in found.items()})


def _find(territory_id: str) -> Commune | Epci | Departement | Region | None:
    try:
        level, code = split_territory(territory_id)
    except ValueError:
        return None
    tables = _tables()
    if level is Level.COMMUNE:
        return tables.communes.get(code) or tables.overseas.get(code)
    if level is Level.EPCI:
        return tables.epcis.get(code)
    if level is Level.DEPARTEMENT:
        return tables.departements.get(code)
    return tables.regions.get(code) if level is Level.REGION else None


def exists(territory_id: str) -> bool:
    """Whether the territory is in force in this vintage (`pays:FR` is)."""
    return territory_id == f"pays:{COUNTRY_CODE}" or _find(territory_id) is not None


def name_of(territory_id: str) -> str:
    """Official name; raises UnknownEntity."""
    if territory_id == f"pays:{COUNTRY_CODE}":
        return COUNTRY_NAME
    found = _find(territory_id)
    if found is None:
        raise UnknownEntity(territory_id)
    return found.name
