"""Pistes for an actor: who it might look at, and what that stands on. Computed, never an alliance of the graph."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from api.answers.naming import labels, territory_name
from api.answers.reading import read_once
from api.answers.sheets import of_kind
from api.document import Document
from graph.model.counts import Counted
from graph.model.entities import NodeKind
from graph.model.ids import KIND_BY_PREFIX
from graph.model.origin import Status
from graph.model.record import NodeRecord
from graph.model.typography import fine
from graph.store.base import View
from graph.vocabulary import actor_kinds

if TYPE_CHECKING:
    from graph.analysis.affinity import Affinity
    from graph.analysis.suggestions import Ranking
    from graph.project import TwoMode
    from graph.surroundings import Surroundings

LIMIT_DEFAULT, LIMIT_MAX = 10, 50
CAUTION = (
    "Une piste n’est pas une alliance : elle dit que deux acteurs se ressemblent ou se touchent dans ce qui est "
    "recensé, non qu’ils devraient s’allier. Ce qui n’est pas recensé n’a pas pu compter. Sur des projets passés, "
    "moins d’un partenaire nouveau sur dix se trouvait parmi les dix premières pistes : à lire comme une liste "
    "de noms à regarder, sans rang ni promesse."
)
METHODS = {
    "partners": "partenaires en commun (Adamic-Adar), pesés par les thèmes et les lieux partagés",
    "territory_theme": "lieux et thèmes partagés, faute de partenaires en commun",
}


@dataclass(frozen=True)
class Pistes:
    """The pistes of every actor of one world, worked out once for one revision."""

    two_mode: "TwoMode"
    around: "Surroundings"
    known: "Affinity"
    ranking: "Ranking"
    positions: dict[str, int]


Kept: TypeAlias = Callable[[bool, Counted], Pistes]


def is_territory(identifier: str) -> bool:
    return KIND_BY_PREFIX.get(identifier.partition(":")[0]) == NodeKind.TERRITORY.value


def all_pistes(view: View, synthetic: bool, counted: Counted) -> Pistes:
    """Raises NotResolvable where the alliances hold too many pairs of partners."""
    from graph.analysis.affinity import affinity, taking_part  # numpy: only when asked
    from graph.project import Selection, two_mode
    from graph.surroundings import surroundings

    view = read_once(view)
    network = two_mode(view, Selection(synthetic=synthetic, counted=counted))
    every = two_mode(view, Selection(synthetic=synthetic, counted=Counted.ALL))
    around = surroundings(view)
    known = affinity(network, around)
    positions = {actor: at for at, actor in enumerate(network.actor_ids)}
    made = _ranked(f"pistes-{int(synthetic)}-{counted.value}", known, taking_part(every, positions))
    return Pistes(network, around, known, made, positions)


def _ranked(name: str, known: "Affinity", ties: Any) -> "Ranking":
    """The lists of all actors: most of the time that pistes take, so kept with the results of a worker."""
    from graph.analysis.suggestions import Ranking, ranking
    from graph.kept import arrays_of, as_array

    kept = arrays_of(name, lambda: {each: as_array(value) for each, value in asdict(ranking(known, ties)).items()})
    return Ranking(kept["columns"], kept["scores"], kept["by_partners"], int(kept["cap"]), int(kept["moved"]))


@contextmanager
def keeping_in(folder: Path | None) -> Iterator[None]:
    """Read and keep in the folder of a worker's results; nowhere where there is none."""
    if folder is None:
        yield
        return
    from graph.kept import keeping

    with keeping(folder):
        yield


def pistes_document(view: View, synthetic: bool, counted: Counted) -> Document:
    """`{revision, actors, exposure_cap}`: what a worker says once the pistes of all actors are kept."""
    made = all_pistes(view, synthetic, counted)
    return {"revision": view.revision(), "actors": len(made.positions), "exposure_cap": made.ranking.cap}


def suggestions_document(
    view: View,
    actor_id: str,
    limit: int = LIMIT_DEFAULT,
    counted: Counted = Counted.ACTION,
    *,
    kept: Kept | None = None,
) -> Document:
    """`{revision, id, label, options, data_as_of, caution, total, truncated, rows, reason}`, best first.

    `kept` lets a server pass what it has worked out. Empty `rows` come with a `reason`. Raises UnknownEntity.
    """
    node = of_kind(view, actor_id, NodeKind.ACTOR)
    made_up = node.statuses == {Status.SYNTHETIC}
    pistes = kept(made_up, counted) if kept else all_pistes(view, made_up, counted)
    at = pistes.positions.get(node.id)
    every = [] if at is None else [int(column) for column in pistes.ranking.columns[at] if column >= 0]
    return {
        "revision": view.revision(),
        "id": node.id,
        "canonical": node.id,
        "label": node.label,
        "profile": node.properties.get("profile"),
        "partners": 0 if at is None else int(pistes.known.partners[at]),
        "options": _options(limit, counted, pistes),
        "data_as_of": max((run.loaded_at for run in view.runs()), default=None),
        "caution": fine(CAUTION),
        "total": len(every),
        "truncated": len(every) > limit,
        "rows": [] if at is None else _rows(view, pistes, at, every[:limit]),
        "reason": None if every else fine(_nothing(node, at is not None)),
        "statuses": sorted(status.value for status in node.statuses),
    }


def _options(limit: int, counted: Counted, pistes: Pistes) -> Document:
    from graph.analysis.suggestions import FEW, SHARE, SHOWN

    return {
        "limit": limit, "counted": counted.value, "few_partners": FEW, "exposure_share": SHARE,
        "exposure_cap": pistes.ranking.cap, "shown": SHOWN, "seed": None,
    }  # fmt: skip


def _nothing(node: NodeRecord, in_network: bool) -> str:
    if not in_network:
        return "Cet acteur n’est pas du réseau compté ici : demandez d’autres liens (« counted »)."
    return (
        f"Aucune piste : de « {node.label} », on ne connaît ni partenaire de partenaire, ni lieu en France, ni thème "
        "que d’autres partagent. Complétez sa fiche (siège, thèmes) ou ses participations."
    )


def _rows(view: View, pistes: Pistes, at: int, columns: list[int]) -> list[Document]:
    from graph.analysis.common_ground import common_ground, explanation

    network = pistes.two_mode
    grounds = [common_ground(network, pistes.around, pistes.known, at, column) for column in columns]
    themes = labels(view, (theme for ground in grounds for theme in ground.themes))
    kinds = {code: term.label for code, term in actor_kinds().items()}
    rows = []
    for place, (column, ground) in enumerate(zip(columns, grounds, strict=True)):
        names = {**themes, **{each: territory_name(each) or each for each in ground.places}}
        basis = "partners" if ground.partners and pistes.ranking.by_partners[at, place] else "territory_theme"
        rows.append({
            "id": network.actor_ids[column],
            "label": network.actor_labels[column],
            "profile": network.actor_kinds[column],
            "partners": int(pistes.known.partners[column]),
            "basis": basis,
            "method": fine(METHODS[basis]),
            "shared_partners": {"total": len(ground.partners), "rows": _named(ground.partners[:LIMIT_DEFAULT])},
            "shared_level": ground.level.value if ground.level else None,
            "shared_territories": _named((each, names[each]) for each in ground.places),
            "shared_themes": _named((each, names.get(each, each)) for each in ground.themes),
            "complementary": ground.kinds is not None,
            "explanation": fine(explanation(ground, names, kinds)),
        })  # fmt: skip
    return rows


def _named(pairs: Iterable[tuple[str, str]]) -> list[Document]:
    return [{"id": each, "label": label} for each, label in pairs]
