"""What lies in what. Communes nest in everything; an EPCI may touch several départements and régions.

`containing` answers upwards only: a place known as a région says nothing of any département (interfaces.md §2).
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import inf, log
from types import MappingProxyType

from graph.errors import UnknownEntity
from graph.model.levels import Level, split_territory
from graph.territories import reference
from graph.territories.reference import COUNTRY_CODE, Commune

COUNTRY = f"pays:{COUNTRY_CODE}"
_RANK = {Level.COMMUNE: 0, Level.EPCI: 1, Level.DEPARTEMENT: 2, Level.REGION: 3, Level.COUNTRY: 4}


@cache
def containing(territory_id: str, level: Level) -> tuple[str, ...]:
    """Ids at `level` that hold the territory or a part of it, sorted; itself at its own level, () for a level below.

    An EPCI gives every département or région that holds one of its communes. Collectivités d'outre-mer are in the
    country and in no région. Raises UnknownEntity when the territory is not in force.
    """
    if not reference.exists(territory_id):
        raise UnknownEntity(territory_id)
    own, code = split_territory(territory_id)
    if own is level:
        return (territory_id,)
    if _RANK[own] >= _RANK.get(level, -1):
        return ()
    if level is Level.COUNTRY:
        return (COUNTRY,)
    return _above(own, code, level)


def _above(own: Level, code: str, level: Level) -> tuple[str, ...]:
    if own is Level.DEPARTEMENT:
        return (f"region:{reference.departements()[code].region}",)
    codes = (code,) if own is Level.COMMUNE else reference.epcis()[code].members
    return tuple(sorted({f"{level.value}:{held}" for c in codes if (held := _holder(_commune(c), level))}))


def _commune(code: str) -> Commune:
    return reference.communes().get(code) or reference.overseas_communes()[code]


def _holder(commune: Commune, level: Level) -> str | None:
    if level is Level.EPCI:
        return commune.epci
    if commune.region is None:
        return None
    return commune.departement if level is Level.DEPARTEMENT else commune.region


@cache
def shares(epci: str, level: Level = Level.DEPARTEMENT) -> Mapping[str, float]:
    """Part of the population of an EPCI (SIREN) in each département, by code; the parts add up to 1.

    With `level=Level.REGION`, in each région. Raises UnknownEntity.
    """
    if epci not in reference.epcis():
        raise UnknownEntity(f"epci:{epci}")
    people: Counter[str] = Counter()
    for code in reference.epcis()[epci].members:
        commune = _commune(code)
        people[_holder(commune, level) or ""] += commune.population or 0
    total = people.total()
    return MappingProxyType({code: count / total for code, count in sorted(people.items())})


@cache
def communes_of(territory_id: str) -> tuple[str, ...]:
    """Codes of the communes of a territory, sorted. Raises UnknownEntity."""
    if not reference.exists(territory_id):
        raise UnknownEntity(territory_id)
    level, code = split_territory(territory_id)
    if level is Level.COMMUNE:
        return (code,)
    if level is Level.EPCI:
        return reference.epcis()[code].members
    if level is Level.COUNTRY:
        return tuple(reference.communes())
    return tuple(c.code for c in reference.communes().values() if _holder(c, level) == code)


def parents(territory_id: str) -> tuple[str, ...]:
    """Every territory above, nearest level first: EPCI, départements, régions, France."""
    above = (Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.COUNTRY)
    return tuple(parent for level in above for parent in containing(territory_id, level) if parent != territory_id)


def similar(territory_id: str, n: int = 5) -> tuple[str, ...]:
    """The `n` territories of the same level whose log population is closest, nearest first; ties by id.

    Raises UnknownEntity.
    """
    if not reference.exists(territory_id):
        raise UnknownEntity(territory_id)
    people = reference.populations(split_territory(territory_id)[0])
    own = people.get(territory_id, 0)
    if own == 0:
        return ()
    others = ((_distance(own, count), other) for other, count in people.items() if other != territory_id)
    return tuple(other for _, other in sorted(others)[:n])


def _distance(first: int, second: int) -> float:
    return abs(log(first) - log(second)) if second else inf
