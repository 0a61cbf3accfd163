"""`python -m scripts.identity [STORE]`: count words, train the model, freeze both in graph/identity/data.

STORE is a graph of the reference files (made when absent, a few minutes). Seeds are fixed: the same files give the same
model. Thresholds come from folds of the training actors, never from the test.
"""

import gzip
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from graph.identity.context import context
from graph.identity.model import FILE, measures_used
from graph.settings import Settings
from graph.store import open_store
from loaders.loading import load_files
from scripts.identity.frequencies import write_frequencies
from scripts.identity.labelled import Labelled, as_mentions, others
from scripts.identity.pairs import Pairs, compare, linked, worth
from tests.support.reference_files import files

MOST, FOLDS = 40, 5
EVIDENCE = ((False, False), (True, False), (True, True))
"""(sources, places) known: the same names are learned from with more and with less beside them."""

FAINT, ASK = 0.02, 0.5
PRECISION = {"join_names": 0.95, "join_sources": 0.97}
"""Wanted of merges, seen on the folds."""

TREES = {"max_leaf_nodes": 8, "learning_rate": 0.06, "min_samples_leaf": 60, "l2_regularization": 10.0,
         "early_stopping": False}  # fmt: skip
ROUNDS = (180, 200)


def boosted(stage: int) -> Any:
    return HistGradientBoostingClassifier(max_iter=ROUNDS[stage], random_state=stage, **TREES)


def main(store: str | None) -> None:
    labelled = learn_words(store)
    labels = [each.siren for each in labelled]
    sets = [compare(as_mentions(labelled, sources=s, places=p), labels, MOST) for s, p in EVIDENCE]
    same = np.concatenate([each.same for each in sets])
    groups = np.concatenate([[hash_of(each.labels[i]) for i in each.left.tolist()] for each in sets])
    measures = np.vstack([each.measures for each in sets])
    first = out_of_fold(0, measures, same, groups)
    whole = np.hstack([measures, np.vstack(list(contexts(sets, first)))])
    worthy = first > FAINT
    second = first * FAINT
    second[worthy] = out_of_fold(1, whole[worthy], same[worthy], groups[worthy])
    chosen = {"faint": FAINT, "ask": ASK, **thresholds(sets, second)}
    stages = [exported(boosted(0).fit(measures, same)), exported(boosted(1).fit(whole[worthy], same[worthy]))]
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


def hash_of(label: str) -> int:
    """Folds keep all the names of an actor together."""
    return int(label) % 100_003


def out_of_fold(stage: int, measures: Any, same: Any, groups: Any) -> Any:
    made = np.zeros(len(same))
    for fit, left_out in GroupKFold(FOLDS).split(measures, same, groups):
        made[left_out] = boosted(stage).fit(measures[fit], same[fit]).predict_proba(measures[left_out])[:, 1]
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
        own = probability[lengths[rank] : lengths[rank + 1]]
        for least in np.arange(0.6, 0.99, 0.005):
            found = worth(sets[rank].labels, linked(sets[rank], own, least))
            if found.precision >= wanted:
                break
        chosen[name] = round(float(least), 3)
        print(name, chosen[name], found)
    return chosen


def exported(model: Any) -> dict[str, Any]:
    """The trees as lists: inner nodes have a feature, leaves −1 and their value."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        leaf = nodes["is_leaf"].astype(bool)
        trees.append({
            "feature": np.where(leaf, -1, nodes["feature_idx"]).tolist(),
            "threshold": [round(float(value), 6) for value in np.where(leaf, 0, nodes["num_threshold"])],
            "left": np.where(leaf, 0, nodes["left"]).tolist(),
            "right": np.where(leaf, 0, nodes["right"]).tolist(),
            "value": [round(float(value), 6) for value in np.where(leaf, nodes["value"], 0)],
        })  # fmt: skip
    return {"base": float(model._baseline_prediction.ravel()[0]), "trees": trees}


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
