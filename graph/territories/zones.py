"""Codes a reader gives → communes in force, and the level whose territories are of the size of a zone."""

from collections.abc import Iterable
from math import log
from statistics import median

from graph.errors import InvalidInput
from graph.model.levels import GAP_LEVELS, Level, territory_id
from graph.model.typography import listed
from graph.territories import reference
from graph.territories.hierarchy import communes_of

MOST = 5_000
"""Communes of a zone: more is a région or several, which have a level of their own."""
NAMED = 10
_HEADINGS = frozenset({"commune", "communes", "code", "code_insee", "insee", "codgeo", "territoire"})


def communes_in(words: Iterable[str]) -> tuple[str, ...]:
    """Codes of the communes in force, sorted: of communes, former ones too, or of an EPCI (`epci:200…`).

    Raises InvalidInput that names the unknown ones: a zone with a hole would be compared as if it were whole.
    """
    found: set[str] = set()
    unknown: list[str] = []
    for word in words:
        held = _held(word)
        found.update(held)
        if not held and word.casefold() not in _HEADINGS:
            unknown.append(word[:40])
    if unknown:
        more = f" et {len(unknown) - NAMED} autres" if len(unknown) > NAMED else ""
        raise InvalidInput(
            f"Zone : {listed([f'« {word} »' for word in unknown[:NAMED]])}{more} : ni commune des 101 départements au "
            f"COG {reference.VINTAGE}, ni intercommunalité. Attendu des codes INSEE (33063) ou epci:SIREN.",
            details=[{"field": "zone", "value": word, "reason": "code inconnu"} for word in unknown],
        )
    if not found or len(found) > MOST:
        raise InvalidInput(f"Zone : {len(found)} communes. Attendu de 1 à {MOST} codes INSEE (33063, 33281).")
    return tuple(sorted(found))


def _held(word: str) -> tuple[str, ...]:
    if word.startswith("epci:"):
        return communes_of(word) if reference.exists(word) else ()
    code = reference.current_code(word.upper())
    return (code,) if code in reference.communes() and code is not None else ()


def people_in(communes: Iterable[str]) -> int:
    return sum(reference.communes()[code].population or 0 for code in communes)


def fitting_level(population: int) -> Level:
    """The level whose median territory is nearest in inhabitants, on the log scale."""
    size = log(max(1, population))

    def distance(level: Level) -> float:
        return abs(log(median(reference.populations(level).values())) - size)

    return min(GAP_LEVELS, key=distance)


def overlapping(communes: Iterable[str], level: Level) -> dict[str, bool]:
    """Territories of the level that hold a commune of the zone, by id → whether they lie wholly in it."""
    inside = set(communes)
    held = {
        territory_id(level, code)
        for one in inside
        if (code := getattr(reference.communes()[one], level.value)) is not None
    }
    return {each: inside.issuperset(communes_of(each)) for each in sorted(held)}
