"""Where a name or a mention says that an actor is: commune, département, and the words that name a place."""

from functools import cache, lru_cache

from graph.identity.wording import REGIONS
from graph.model.text import fold
from graph.territories import reference
from graph.territories.places import find_commune

SHORTEST = 4
"""Letters a commune's name needs to be looked for inside another name: `Y`, `Eu`, `Sai` are also words."""


@lru_cache(maxsize=1 << 16)
def commune_of(town: str, departement: str | None) -> str | None:
    """The commune in force of that name, under a former name too (`find_commune`); None where it is not certain."""
    known = departement if departement in reference.departements() else None
    return find_commune(town, departement=known).code


def departement_of(commune: str) -> str | None:
    """Of a commune code, in force or not."""
    current = reference.current_code(commune)
    found = reference.communes().get(current or "") or reference.overseas_communes().get(current or "")
    return found.departement if found else None


@cache
def commune_names() -> dict[str, int]:
    """Folded names of communes, former ones too → how many words they have."""
    every = [commune.name for commune in reference.communes().values()] + [name for name, _ in reference.former_names()]
    folded = {fold(name) for name in every}
    return {name: name.count(" ") + 1 for name in folded if len(name) >= SHORTEST}


def place_words(every: list[str]) -> set[str]:
    """The words of a name that belong to the name of a commune or a département standing whole in it."""
    names = commune_names()
    found = set(every) & REGIONS
    for start in range(len(every)):
        for length in range(min(5, len(every) - start), 0, -1):
            some = every[start : start + length]
            if " ".join(some) in names or " ".join(some) in departement_words():
                found |= set(some)
                break
    return found


@cache
def departement_words() -> dict[str, str]:
    """Folded name of a département → its code."""
    return {fold(row.name): code for code, row in reference.departements().items()}


@lru_cache(maxsize=1 << 10)
def words_of_departement(code: str) -> tuple[str, ...]:
    found = reference.departements().get(code)
    return tuple(fold(found.name).split()) if found else ()
