"""Whether the gaps of neighbouring départements lean together. It never says which territory is under-partnered."""

from datetime import UTC, datetime
from typing import Any

from api.answers.gaps import counts_of
from api.answers.reading import read_once
from api.document import Document
from graph.errors import InvalidInput
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.model.typography import count, decimal, fine, listed
from graph.store.base import View
from graph.territories import reference
from graph.territories.neighbours import centres, neighbours

SEED = 20_260_101
SMALLEST_P = 0.05
CAVEAT = (
    "Ces tests disent si les écarts se groupent dans l’espace, jamais quel territoire est sous-partenarié : c’est "
    "l’affaire du tableau. Des voisins se ressemblent aussi parce qu’une même source les a collectés, ou parce qu’il "
    "manque au modèle ce qu’ils ont en commun."
)
PATTERNS = {
    "low_low": "peu d’alliances, voisins de même", "high_high": "beaucoup d’alliances, voisins de même",
    "low_high": "peu d’alliances, voisins bien pourvus", "high_low": "beaucoup d’alliances, voisins peu pourvus",
}  # fmt: skip


def space_document(view: View, asked: GapQuestion, seed: int = SEED) -> Document:
    """`{revision, generated_at, level, answer, moran, local, cluster, islands, not_compared, caveat, …}`.

    Départements only: their borders are the ones shipped. Raises InvalidInput for another level, NotResolvable where
    the extra `spatial` is absent or too little is known.
    """
    from graph.analysis.fitting import inputs_of
    from graph.analysis.partnering import assess
    from graph.analysis.spatial import PERMUTATIONS, RATE, SCAN_DRAWS, leaning_of_ratios, lowest_zone

    if asked.level is not Level.DEPARTEMENT or asked.within is not None:
        raise InvalidInput(
            f"Espace : niveau {asked.level}{'' if asked.within is None else ', en partie'}. Attendu departement, en "
            "entier : ce sont les seules frontières livrées, et une partie n’a pas de voisins au dehors."
        )
    counts = counts_of(read_once(view), asked)
    result = assess(counts, robust=False, bootstrap=asked.bootstrap)
    ids = [counts.ids[i] for i in result.index]
    found = leaning_of_ratios(ids, result.ratio, neighbours(), seed=seed)
    inputs = inputs_of(counts)
    own = [counts.ids[i] for i in inputs.index]
    mainland = {each: at for each, at in centres().items() if neighbours().get(each)}
    cluster = lowest_zone(own, inputs, mainland, seed=seed)
    moran = {"index": _round(found.index), "expected": _round(found.expected), "p": _round(found.p)}
    local = [
        {"territory": _named(each.id), "pattern": each.pattern, "pattern_label": fine(PATTERNS[each.pattern]),
         "p": _round(each.p), "corrected_p": _round(each.corrected)}
        for each in found.kept
    ]  # fmt: skip
    lowest = None if cluster is None else {
        "territories": [_named(own[j]) for j in cluster.members], "observed": _round(cluster.observed),
        "expected": _round(cluster.expected), "p": _round(cluster.p),
    }  # fmt: skip
    islands = [*found.islands, *(each for each in ids if each not in neighbours())]
    return {
        "revision": view.revision(), "generated_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "level": asked.level.value, "synthetic": counts.synthetic, "sources_used": list(counts.sources_used),
        "period": list(counts.period), "compared": len(found.locals), "islands": [_named(each) for each in islands],
        "not_compared": len(counts.ids) - len(ids),
        "not_compared_territories": [_named(each) for each in sorted({*counts.ids} - {*ids})],
        "seed": seed, "permutations": PERMUTATIONS,
        "scan_draws": SCAN_DRAWS, "false_discovery_rate": RATE, "moran": moran, "local": local, "cluster": lowest,
        "answer": fine(_answer(moran, local, lowest, [_named(each)["name"] for each in islands], counts.synthetic)),
        "caveat": fine(CAVEAT),
    }  # fmt: skip


def _round(value: float) -> float:
    return round(float(value), 10)


def _named(identifier: str) -> dict[str, str]:
    return {"id": identifier, "name": reference.name_of(identifier)}


def _answer(moran: Any, local: Any, cluster: Any, islands: list[str], synthetic: bool) -> str:
    """The three answers in words, each with what it stands on; islands are said."""
    told = moran["p"] <= SMALLEST_P
    way = "se groupent" if moran["index"] > moran["expected"] else "alternent"
    parts = ["Données synthétiques de démonstration."] if synthetic else []
    parts.append(
        f"Entre voisins, les écarts {way if told else 'ne se groupent pas plus que par hasard'} (I de Moran "
        f"{decimal(moran['index'])}, {decimal(moran['expected'])} sans géographie, p = {_p(moran['p'])})."
    )
    names = listed([f"{row['territory']['name']} ({row['pattern_label']})" for row in local[:5]])
    parts.append(
        f"{count(len(local), 'département se distingue avec ses', 'départements se distinguent avec leurs')} voisins : "
        f"{names}"
        f"{' et d’autres' if len(local) > 5 else ''}."
        if local
        else "Aucun département ne se distingue avec ses voisins, une fois corrigé le nombre de ceux qu’on regarde."
    )
    if cluster and cluster["p"] <= SMALLEST_P:
        held = listed([each["name"] for each in cluster["territories"]])
        parts.append(f"Un foyer de peu d’alliances est plus creux que le hasard : {held} (p = {_p(cluster['p'])}).")
    elif cluster:
        parts.append(f"Aucun foyer de peu d’alliances n’est plus creux que le hasard (p = {_p(cluster['p'])}).")
    if islands:
        parts.append(f"Sans voisin comparé, donc laissés de côté : {listed(islands)}.")
    return " ".join(parts)


def _p(value: float) -> str:
    return f"{value:.4f}".replace(".", ",")
