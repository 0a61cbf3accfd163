"""What a piste stands on, so that a reader can judge it: partners in common, places, themes, kinds that differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from graph.analysis.affinity import Affinity
from graph.model.levels import Level
from graph.model.typography import count, listed
from graph.project import TwoMode
from graph.surroundings import LEVELS, Surroundings

NAMED = 3
PLACE_WORDS: Mapping[Level, str] = {
    Level.COMMUNE: "même commune",
    Level.EPCI: "même intercommunalité",
    Level.DEPARTEMENT: "même département",
    Level.REGION: "même région",
}


@dataclass(frozen=True, slots=True)
class CommonGround:
    """`partners`: ids and labels, those with fewest partners first (they say most); `place`: the finest level that
    holds both, with the territories there; `themes`: ids, those most addressed by both first.
    """

    partners: tuple[tuple[str, str], ...]
    level: Level | None
    places: tuple[str, ...]
    themes: tuple[str, ...]
    kinds: tuple[str, str] | None
    """Their two kinds where both are known and differ."""


def common_ground(two_mode: TwoMode, around: Surroundings, known: Affinity, one: int, other: int) -> CommonGround:
    level, places = _place(two_mode, around, one, other)
    mine, theirs = two_mode.actor_kinds[one], two_mode.actor_kinds[other]
    return CommonGround(
        partners=_partners(two_mode, known, one, other),
        level=level,
        places=places,
        themes=_themes(known, one, other),
        kinds=(mine, theirs) if mine and theirs and mine != theirs else None,
    )


def _partners(two_mode: TwoMode, known: Affinity, one: int, other: int) -> tuple[tuple[str, str], ...]:
    links = known.links
    of_one, of_other = (links.indices[links.indptr[at] : links.indptr[at + 1]] for at in (one, other))
    shared = np.intersect1d(of_one, of_other)
    order = shared[np.lexsort((shared, known.partners[shared]))]
    return tuple((two_mode.actor_ids[at], two_mode.actor_labels[at]) for at in order.tolist())


def _place(two_mode: TwoMode, around: Surroundings, one: int, other: int) -> tuple[Level | None, tuple[str, ...]]:
    ends = two_mode.actor_ids[one], two_mode.actor_ids[other]
    for level in reversed(LEVELS):
        both = around.held(ends[0], level) & around.held(ends[1], level)
        if both:
            return level, tuple(sorted(both))
    return None, ()


def _themes(known: Affinity, one: int, other: int) -> tuple[str, ...]:
    first, second = (known.themes[[at]].toarray().ravel() for at in (one, other))
    least = np.minimum(first, second)
    order = np.lexsort((np.arange(len(least)), -least))
    return tuple(known.theme_ids[at] for at in order.tolist() if least[at] > 0)


def explanation(ground: CommonGround, names: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    """One sentence in plain spaces (`typography.fine` makes it French). `names`: labels of territories and themes;
    `kinds`: labels of kinds.
    """
    said = "\u202f; ".join(_told(ground, names, kinds))
    return f"{said[:1].upper()}{said[1:]}." if said else "Rien de commun n’est recensé."


def _told(ground: CommonGround, names: Mapping[str, str], kinds: Mapping[str, str]) -> Iterator[str]:
    if ground.partners:
        shown = [label for _, label in ground.partners[:NAMED]]
        more = len(ground.partners) - len(shown)
        if more:
            shown.append(count(more, "autre"))
        yield f"partagent {count(len(ground.partners), 'partenaire')} ({listed(shown)})"
    if ground.level:
        yield f"{PLACE_WORDS[ground.level]} ({listed([names.get(place, place) for place in ground.places[:NAMED]])})"
    if ground.themes:
        word = "thème commun" if len(ground.themes) == 1 else "thèmes communs"
        yield f"{word}\u202f: {listed([names.get(theme, theme) for theme in ground.themes[:NAMED]])}"
    if ground.kinds:
        yield f"profils complémentaires ({kinds.get(ground.kinds[0], '')} et {kinds.get(ground.kinds[1], '')})".lower()
