"""From the name of a town, as files write it, to one commune, or to a reason why not.

A wrong commune is worse than none: a homonym is settled by the région or département said, else left unsettled,
unless one bearer of the name dwarfs the others together. No name is guessed from its spelling.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.territories import reference
from graph.territories.reference import Commune
from graph.territories.region_names import find_region
from graph.territories.town_names import USUAL_NAMES, name_key, town_key, town_parts, without_article

__all__ = ["DWARFS", "Match", "find_commune", "find_region"]

DWARFS = 10
"""A homonym is taken when it has this many times the inhabitants of all the others together."""

Names = Mapping[str, tuple[Commune, ...]]


@dataclass(frozen=True, slots=True)
class Match:
    """`code` of a commune, or None; `reason` says in French how it was found or why it was not."""

    code: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Within:
    """What is known of the place beside the name."""

    region: str | None
    departement: str | None

    def holds(self, commune: Commune) -> bool:
        return self.departement in (None, commune.departement) and self.region in (None, commune.region)


@lru_cache(maxsize=65536)
def find_commune(town: str, *, region: str | None = None, departement: str | None = None) -> Match:
    """The one commune of that name, within the région or département (codes) when one is said.

    Accents, case, hyphens, CEDEX, postal codes, arrondissements and `ST` make no difference. Present names come
    first, then names of merged communes, then names without their article, then the parts of a composite cell.
    """
    key, within = town_key(town), _Within(region, departement)
    if not key:
        return Match(None, "aucune ville dite")
    if match := _by_key(name_key(town), within) or _by_key(key, within):
        return match
    found = {match.code: match for part in town_parts(town) if (match := _by_key(part, within)) and match.code}
    if len(found) == 1:
        (only,) = found.values()
        return Match(only.code, f"{only.reason}, dans une cellule à plusieurs lieux")
    if found:
        return Match(None, f"plusieurs communes dites\u202f: {', '.join(sorted(code for code in found if code))}")
    return Match(None, f"aucune commune de ce nom\u202f: «\u202f{town.strip()}\u202f»")


def _by_key(key: str, within: _Within) -> Match | None:
    """The answer of the first table that knows the name; None when none does."""
    for table, how in ((_names(), "nom"), (_former(), "nom d’une ancienne commune"), (_short(), "nom sans article")):
        if bearers := table.get(key):
            return _choose(bearers, how, within)
    return None


def _choose(bearers: tuple[Commune, ...], how: str, within: _Within) -> Match:
    held = [commune for commune in bearers if within.holds(commune)]
    if len(held) == 1:
        return Match(held[0].code, how if len(bearers) == 1 else f"{how}, seul de ce nom dans le territoire dit")
    if not held:
        places = ", ".join(sorted({commune.departement for commune in bearers}))
        return Match(None, f"{bearers[0].name} n’est pas dans le territoire dit, mais dans\u202f: {places}")
    if giant := _giant(held):
        return Match(giant.code, f"{how}, {len(held)} homonymes dont un bien plus peuplé")
    codes = ", ".join(sorted(commune.code for commune in held)[:5])
    return Match(None, f"{len(held)} communes portent ce nom, dites la région ou le département\u202f: {codes}")


def _giant(bearers: list[Commune]) -> Commune | None:
    first, *rest = sorted(bearers, key=lambda commune: -(commune.population or 0))
    return first if (first.population or 0) >= DWARFS * sum(commune.population or 0 for commune in rest) else None


@cache
def _names() -> Names:
    """Official names, overseas communes too, and usual names that the COG does not list."""
    every = (*reference.communes().values(), *reference.overseas_communes().values())
    usual = [(key, reference.communes()[code]) for key, code in USUAL_NAMES.items()]
    return _grouped([*((name_key(commune.name), commune) for commune in every), *usual])


@cache
def _former() -> Names:
    return _grouped([(name_key(name), reference.communes()[code]) for name, code in reference.former_names()])


@cache
def _short() -> Names:
    pairs = ((without_article(key), key, bearers) for key, bearers in _names().items())
    return _grouped([(short, commune) for short, key, bearers in pairs if short != key for commune in bearers])


def _grouped(pairs: list[tuple[str, Commune]]) -> Names:
    found: dict[str, dict[str, Commune]] = defaultdict(dict)
    for key, commune in pairs:
        found[key][commune.code] = commune
    return {key: tuple(same.values()) for key, same in found.items()}
