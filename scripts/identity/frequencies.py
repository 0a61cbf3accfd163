"""Counting words of names, outside the actors of the test: `graph/identity/data/frequencies.json.gz`."""

import gzip
import json
from collections import Counter, defaultdict

from graph.identity.frequencies import FILE, LEAST
from graph.identity.names import read_name
from graph.model.record import NodeRecord
from graph.store.base import View
from scripts.identity.labelled import Labelled, tested

BEARERS = 3
"""A name that fewer known actors bear is in no table."""

ACTORS, DOUBLED = 500, 0.005
"""A source lists each actor once when, of at least so many, at most such a part has two spellings."""


def write_frequencies(view: View, labelled: list[Labelled]) -> None:
    left_out = {f"siren:{each.siren}" for each in tested()}
    words: Counter[str] = Counter()
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    names = 0
    for record in view.records_of_kind("Actor", ()):
        if not isinstance(record, NodeRecord) or record.id in left_out:
            continue
        for label in {claim.label for claim in record.claims if claim.label}:
            name = read_name(label)
            names += 1
            words.update({*name.words, *name.said})
            if not record.id.startswith("mention:"):
                bearers[name.joined].add(record.id)
    table = {
        "names": names,
        "words": {word: n for word, n in sorted(words.items()) if n >= LEAST},
        "bearers": {name: len(of) for name, of in sorted(bearers.items()) if len(of) >= BEARERS},
        "listing_once": _listing_once(labelled),
    }
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_bytes(gzip.compress(text.encode(), mtime=0))


def _listing_once(labelled: list[Labelled]) -> list[str]:
    spelt: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for each in labelled:
        spelt[each.source][each.siren].add(read_name(each.name).joined)
    return sorted(
        source
        for source, of in spelt.items()
        if len(of) >= ACTORS and sum(len(names) > 1 for names in of.values()) <= DOUBLED * len(of)
    )
