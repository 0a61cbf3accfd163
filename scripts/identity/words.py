"""Count words and homonyms of the labelled files, outside the actors of the test: `graph/identity/data/words.json.gz`.

Words that three actors share and counts; no names, no rows. Names borne by three actors or more stand as hashes.
"""

import gzip
import json
from collections import Counter, defaultdict

from graph.identity import rarity, wording
from scripts.identity.labels import Labelled

LEAST = 3


def count(labelled: list[Labelled]) -> dict[str, object]:
    words: defaultdict[str, set[str]] = defaultdict(set)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for each in labelled:
        bare, _, _ = wording.placed(wording.repaired(each.name))
        telling = wording.telling(wording.words(bare))
        for word in telling:
            words[word].add(each.label)
        keys[" ".join(sorted(telling))].add(each.label)
    counts = {word: len(found) for word, found in words.items() if len(found) >= LEAST}
    homonyms = Counter({rarity.digest(key): len(found) for key, found in keys.items() if len(found) >= LEAST})
    read = len({each.label for each in labelled})
    return {"names_read": read, "words": dict(sorted(counts.items())), "homonyms": dict(sorted(homonyms.items()))}


def write_words(labelled: list[Labelled]) -> None:
    text = json.dumps(count(labelled), ensure_ascii=False, separators=(",", ":"))
    rarity.FILE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    rarity.forget()
