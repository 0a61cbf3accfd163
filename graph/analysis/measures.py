"""The centralities offered: what each is called, on what it is computed, what it says and does not say.

No numerics here: a page or a command can list them without loading any.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph import vocabulary
from graph.errors import InvalidInput


class Projection(StrEnum):
    """`ACTORS`: partners of one alliance at least are linked; `ACTORS_WEIGHTED`: with weight Σ 1/(k − 1)."""

    ACTORS = "actors"
    ACTORS_WEIGHTED = "actors_weighted"


PROJECTION_NAMES: Mapping[Projection, str] = {
    Projection.ACTORS: "acteurs liés quand ils partagent au moins une alliance",
    Projection.ACTORS_WEIGHTED: "acteurs liés par leurs alliances communes, chacune pesant 1/(k\u202f−\u202f1) pour k"
    " partenaires",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """Its name, technical name and unit stand in `vocabulary.centralities`. `sampled` says whether pivots can stand for
    all the actors; `work` bounds the exact computation, in linked actors × links.
    """

    code: str
    projection: Projection
    caveat: str
    sampled: bool = False
    work: int | None = None

    @property
    def term(self) -> vocabulary.Measure:
        return vocabulary.centralities()[self.code]

    @property
    def name(self) -> str:
        """What a reader calls the actor's quality."""
        return self.term.label

    @property
    def unit(self) -> str:
        return self.term.unit


BETWEENNESS_WORK = 250_000_000
"""About 10 seconds: 5 000 actors and 50 000 links, say."""
DISTANCE_WORK = 5_000_000_000
"""About 15 seconds: 30 000 actors and 160 000 links, say."""

MEASURES: Mapping[str, Measure] = {
    "degree": Measure(
        code="degree",
        projection=Projection.ACTORS,
        caveat="Nombre de partenaires distincts. Une seule grande alliance suffit à en donner beaucoup\u202f: "
        "ce n’est ni le nombre d’alliances, ni leur qualité.",
    ),
    "betweenness": Measure(
        code="betweenness",
        projection=Projection.ACTORS,
        caveat="Part des plus courts chemins entre deux autres acteurs qui passent par celui-ci. Un score élevé "
        "désigne un passage possible, non un rôle d’intermédiaire constaté\u202f; une alliance non recensée peut "
        "l’effacer.",
        sampled=True,
        work=BETWEENNESS_WORK,
    ),
    "closeness": Measure(
        code="closeness",
        projection=Projection.ACTORS,
        caveat="Inverse du nombre moyen de pas vers les acteurs atteignables, réduit de la part du réseau qui ne l’est "
        "pas. Les écarts entre acteurs bien reliés sont faibles et ne se lisent pas comme un classement.",
        work=DISTANCE_WORK,
    ),
    "harmonic": Measure(
        code="harmonic",
        projection=Projection.ACTORS,
        caveat="Somme des inverses des distances aux autres acteurs\u202f: un partenaire compte 1, le partenaire d’un "
        "partenaire ½. Dépend de la taille du réseau recensé\u202f: ne se compare pas d’un graphe à l’autre.",
        sampled=True,
        work=DISTANCE_WORK,
    ),
    "eigenvector": Measure(
        code="eigenvector",
        projection=Projection.ACTORS_WEIGHTED,
        caveat="Élevée quand les partenaires ont eux-mêmes des partenaires bien reliés. N’a de sens que dans la plus "
        "grande composante (à taille égale, celle du premier identifiant)\u202f: ailleurs, sans valeur, ce qui ne veut "
        "pas dire sans influence. Un groupe très dense peut la capter presque toute.",
    ),
    "pagerank": Measure(
        code="pagerank",
        projection=Projection.ACTORS_WEIGHTED,
        caveat="Part du temps qu’une marche au hasard d’alliance en alliance passe chez l’acteur. Suit de près son "
        "nombre d’alliances\u202f; ne dit rien de ce qu’il y fait.",
    ),
    "core": Measure(
        code="core",
        projection=Projection.ACTORS,
        caveat="Plus grand k tel que l’acteur appartienne à un groupe où chacun a au moins k partenaires dans le "
        "groupe. Une seule alliance de k\u202f+\u202f1 partenaires suffit à atteindre k.",
    ),
    "constraint": Measure(
        code="constraint",
        projection=Projection.ACTORS_WEIGHTED,
        caveat="Élevée quand les partenaires sont aussi partenaires entre eux\u202f; basse, elle signale une position "
        "d’intermédiaire possible. Sans valeur pour un acteur sans partenaire. Peut dépasser 1 pour deux ou trois "
        "acteurs liés entre eux seulement.",
    ),
}


def measure_named(measure: str) -> Measure:
    """Raises InvalidInput, with the list, for a measure that does not exist."""
    if measure not in MEASURES:
        raise InvalidInput(
            f"Mesure inconnue\u202f: «\u202f{measure[:80]}\u202f». Attendu\u202f: {', '.join(MEASURES)}.",
            details=[{"measure": measure[:80], "expected": list(MEASURES)}],
        )
    return MEASURES[measure]
