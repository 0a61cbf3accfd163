"""`python -m scripts.identity [STORE]`: count words, train the model, freeze both in graph/identity/data.

STORE is a graph of the reference files (made when absent, a few minutes). Seeds are fixed: the same files give the same
model. Thresholds come from folds of the training actors, never from the test.
"""

import gzip
import json
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from graph.identity.context import context
from graph.identity.mention import Mention
from graph.identity.model import FILE, measures_used
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts.identity.frequencies import write_frequencies
from scripts.identity.labelled import Labelled, as_mentions, others
from scripts.identity.laboratories import laboratories
from scripts.identity.pairs import Pairs, compare, linked, worth
from tests.support.reference_files import files

MOST, FOLDS = 25, 4
EVIDENCE = ((False, False), (True, False), (True, True))
"""(sources, places) known: the same names are learned from with more and with less beside them."""

FAINT, ASK = 0.02, 0.5
PRECISION = {"join_names": 0.95, "join_sources": 0.97, "": 0, "join_laboratories": 0.98}
"""Wanted of merges, seen on the folds."""

TREES = {
    "max_leaf_nodes": 8, "learning_rate": 0.06, "min_samples_leaf": 60, "l2_regularization": 10.0, "max_features": 0.5,
    "early_stopping": False,
}  # fmt: skip
ROUNDS = (150, 120)
SEEDS = (1, 4)
"""Rounds and seeds of each stage: the second, asked of few pairs, is an average of several."""

LABORATORIES = 2
"""One number of a unit in so many trains; the others are left to be judged on."""


def boosted(stage: int, measures: Any, same: Any) -> list[Any]:
    """The stage's models, to be averaged."""
    return [
        HistGradientBoostingClassifier(max_iter=ROUNDS[stage], random_state=seed, **TREES).fit(measures, same)
        for seed in range(SEEDS[stage])
    ]


def scores(models: list[Any], measures: Any) -> Any:
    return np.mean([model.decision_function(measures) for model in models], axis=0)


def probability(score: Any) -> Any:
    return 1 / (1 + np.exp(-score))


def main(store: str | None) -> None:
    labelled = learn_words(store)
    labels = [each.siren for each in labelled]
    sets = [compare(as_mentions(labelled, sources=s, places=p), labels, MOST) for s, p in EVIDENCE]
    sets.append(compare(*half_of_the_laboratories(), MOST))
    same = np.concatenate([each.same for each in sets])
    groups = np.concatenate([[hash_of(each.labels[i]) for i in each.left.tolist()] for each in sets])
    measures = np.vstack([each.measures for each in sets])
    first = out_of_fold(0, measures, same, groups)
    whole = np.hstack([measures, np.vstack(list(contexts(sets, first)))])
    worthy = first > FAINT
    second = first * FAINT
    second[worthy] = out_of_fold(1, whole[worthy], same[worthy], groups[worthy])
    chosen = {"faint": FAINT, "ask": ASK, **thresholds(sets, second)}
    stages = [exported(boosted(0, measures, same)), exported(boosted(1, whole[worthy], same[worthy]))]
    document = {"measures": measures_used(), "thresholds": chosen, "stages": stages}
    FILE.write_bytes(gzip.compress(json.dumps(document, separators=(",", ":")).encode(), mtime=0))
    print(chosen, len(labelled), "names", FILE.stat().st_size, "bytes")


def learn_words(store: str | None) -> list[Labelled]:
    with (
        TemporaryDirectory() as folder,
        open_store(Settings(store=store or f"sqlite:///{Path(folder) / 'all.db'}")) as graph,
    ):
        if store is None:
            load_files(graph, [str(file) for file in files()])
        labelled = others(graph)
        write_frequencies(graph, labelled)
    return labelled


def half_of_the_laboratories() -> tuple[list[Mention], list[str]]:
    mentions, codes = laboratories()
    kept = [rank for rank, code in enumerate(codes) if hash_of(code) % LABORATORIES == 0]
    return [mentions[rank] for rank in kept], [codes[rank] for rank in kept]


def hash_of(label: str) -> int:
    """Folds keep all the names of an actor together."""
    return zlib.crc32(label.encode())


def out_of_fold(stage: int, measures: Any, same: Any, groups: Any) -> Any:
    made = np.zeros(len(same))
    for fit, left_out in GroupKFold(FOLDS).split(measures, same, groups):
        made[left_out] = probability(scores(boosted(stage, measures[fit], same[fit]), measures[left_out]))
    return made


def contexts(sets: list[Pairs], first: Any) -> Any:
    start = 0
    for each in sets:
        stop = start + len(each.left)
        yield context(each.left, each.right, first[start:stop], each.size)
        start = stop


def thresholds(sets: list[Pairs], probability: Any) -> dict[str, float]:
    """The lowest from which merges reach the precision wanted, for names alone and with their sources."""
    lengths = np.cumsum([0, *(len(each.left) for each in sets)])
    chosen = {}
    for rank, (name, wanted) in enumerate(PRECISION.items()):
        if not name:
            continue
        own = probability[lengths[rank] : lengths[rank + 1]]
        for least in np.arange(0.6, 0.99, 0.005):
            found = worth(sets[rank].labels, linked(sets[rank], own, least))
            if found.precision >= wanted:
                break
        chosen[name] = round(float(least), 3)
        print(name, chosen[name], found)
        for shown in (0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96):
            print("   ", shown, worth(sets[rank].labels, linked(sets[rank], own, shown)))
    return chosen


def exported(models: list[Any]) -> dict[str, Any]:
    """The trees as lists: inner nodes have a feature, leaves −1 and their value, a share of the average."""
    trees = []
    for predictor in (predictor for model in models for (predictor,) in model._predictors):
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append({
            "feature": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
            "threshold": [round(float(value), 6) for value in np.where(leaf, 0, nodes["num_threshold"])],
            "left": np.where(leaf, 0, nodes["left"]).tolist(),
            "right": np.where(leaf, 0, nodes["right"]).tolist(),
            "value": [round(float(value), 6) for value in np.where(leaf, nodes["value"] / len(models), 0)],
        })  # fmt: skip
    return {"base": float(models[0]._baseline_prediction.ravel()[0]), "trees": trees}


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
