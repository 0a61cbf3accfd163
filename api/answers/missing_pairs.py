"""Pistes for a territory: profiles that never meet there, with who could begin."""

from typing import TYPE_CHECKING

from api.answers.sheets import of_kind
from api.answers.suggestions import CAUTION, LIMIT_DEFAULT, Kept, Pistes, all_pistes
from api.answers.worlds import only_synthetic
from api.document import Document
from graph.model.counts import Counted
from graph.model.entities import NodeKind
from graph.model.levels import Level, split_territory
from graph.model.typography import count, decimal, fine, listed, percent
from graph.store.base import View
from graph.surroundings import LEVELS
from graph.vocabulary import actor_kinds

if TYPE_CHECKING:
    from graph.analysis.missing_pairs import MissingPair, MissingPairs


def territory_suggestions_document(
    view: View,
    territory_id: str,
    limit: int = LIMIT_DEFAULT,
    counted: Counted = Counted.ACTION,
    *,
    kept: Kept | None = None,
) -> Document:
    """`rows`: pairs of profiles never seen in the alliances that act here; empty with a `reason`. Raises UnknownEntity.

    The synthetic records are read only where there are no others.
    """
    node = of_kind(view, territory_id, NodeKind.TERRITORY)
    synthetic = only_synthetic(view.stats())
    pistes = kept(synthetic, counted) if kept else all_pistes(view, synthetic, counted)
    level, _ = split_territory(node.id)
    found = _found(pistes, node.id) if level in LEVELS else None
    rows = [_row(pistes, each, found.here) for each in found.rows] if found else []
    return {
        "revision": view.revision(), "id": node.id, "canonical": node.id, "label": node.label,
        "options": {"limit": limit, "counted": counted.value, "seed": None},
        "data_as_of": max((run.loaded_at for run in view.runs()), default=None),
        "caution": fine(CAUTION),
        "alliances": found.here if found else 0,
        "compared_with": found.everywhere if found else 0,
        "total": len(rows), "truncated": len(rows) > limit, "rows": rows[:limit],
        "reason": None if rows else fine(_nothing(level, found)),
        "statuses": ["synthetique"] if synthetic else sorted(status.value for status in node.statuses),
    }  # fmt: skip


def _found(pistes: Pistes, territory: str) -> "MissingPairs":
    from graph.analysis.missing_pairs import missing_pairs

    return missing_pairs(pistes.two_mode, pistes.around, pistes.ranking, territory)


def _nothing(level: Level, found: "MissingPairs | None") -> str:
    if found is None:
        return f"Les paires de profils se lisent par région, département, intercommunalité ou commune, non par {level}."
    if not found.here:
        return (
            "Aucune alliance dont deux profils sont connus n’agit ici : rien à comparer. Chargez une source qui y agit."
        )
    return "Toutes les paires de profils qui s’allient ailleurs s’allient aussi ici."


def _row(pistes: Pistes, pair: "MissingPair", here: int) -> Document:
    labels = [actor_kinds()[kind].label for kind in pair.kinds]
    return {
        "kinds": list(pair.kinds),
        "labels": labels,
        "expected": pair.expected,
        "by_chance": pair.by_chance,
        "told": pair.told,
        "absent": list(pair.absent),
        "candidates": [[_actor(pistes, at) for at in side] for side in pair.candidates],
        "couples": [[_actor(pistes, at) for at in couple] for couple in pair.couples],
        "explanation": fine(_explained(pistes, pair, labels, here)),
    }


def _actor(pistes: Pistes, at: int) -> Document:
    network = pistes.two_mode
    return {"id": network.actor_ids[at], "label": network.actor_labels[at], "profile": network.actor_kinds[at]}


def _explained(pistes: Pistes, pair: "MissingPair", labels: list[str], here: int) -> str:
    said = (
        f"{labels[0]} et {labels[1]} : aucune des {count(here, 'alliance')} recensées ici, pour "
        f"{decimal(pair.expected)} attendues à la part de tout le pays ; probabilité par hasard : "
        f"{percent(pair.by_chance)}"
    )
    if pair.absent:
        words = listed([actor_kinds()[kind].label.lower() for kind in pair.absent])
        return f"{said}. Aucun acteur de ce profil n’est recensé ici ({words}) : rien à proposer."
    if not pair.told:
        return f"{said}. Trop peu pour conclure."
    names = listed([pistes.two_mode.actor_labels[at] for at in pair.candidates[0][:2] + pair.candidates[1][:2]])
    return f"{said}. Par qui commencer peut-être : {names}."
