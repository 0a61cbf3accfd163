"""Mentions as columns: each spelling is one line of arrays, so that millions of pairs are compared at once.

Words are numbers of a vocabulary; absent values are -1. Lines are sorted by id then spelling, so nothing depends on the
order in which mentions come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.identity import places, rarity, wording
from graph.identity.mention import Mention
from graph.model.text import fold
from graph.territories import reference

WORDS, PLACE_WORDS, PLACES, ACRONYMS = 12, 10, 4, 4
"""Columns kept of each kind; the rarest words first."""

ONCE = frozenset({"banatic", "ess", "jaune-associations", "publicateurs-open-data", "rna", "sirene"})
"""Sources that list each actor once: two of their rows are two actors."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_SIX_BITS = {letter: number for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1)}


@dataclass(frozen=True, slots=True)
class Reading:
    """One spelling of one mention, read. `name`: as written; `whole`: that of which it may be a part (`variants`)."""

    mention: int
    key: str
    squashed: str
    kept: tuple[str, ...]
    place_like: frozenset[str]
    place_pool: tuple[str, ...]
    numbers: str
    acronyms: tuple[str, ...]
    initials: tuple[str, ...]
    communes: tuple[str, ...]
    departements: tuple[str, ...]
    publishers: tuple[str, ...]
    sources: tuple[str, ...]
    research: bool
    listed: str | None
    name: str
    whole: str


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of the lines; `texts` are the telling words as one string, `packed` the first ten letters of a word."""

    readings: list[Reading]
    texts: list[str]
    squashed: list[str]
    mention: Ints
    words: Ints
    place_like: npt.NDArray[np.bool_]
    section: npt.NDArray[np.bool_]
    pool: Ints
    numbers: Ints
    key: Ints
    compact: Ints
    acronyms: Ints
    initials: Ints
    communes: Ints
    departements: Ints
    publishers: Ints
    sources: Ints
    once: Ints
    name: Ints
    whole: Ints
    research: npt.NDArray[np.bool_]
    weights: Floats
    packed: npt.NDArray[np.uint64]
    lengths: Ints
    bearers: Ints

    def __len__(self) -> int:
        return len(self.readings)


def read(mentions: Sequence[Mention]) -> Table:
    """The table of these mentions, one line for each spelling of different telling words or place."""
    readings = [line for number, mention in enumerate(mentions) for line in _lines(number, mention)]
    return _table(readings)


def _lines(number: int, mention: Mention) -> list[Reading]:
    found: dict[tuple[object, ...], Reading] = {}
    for name in sorted(set(mention.names)):
        if fold(name):
            bare, departement, town = wording.placed(wording.repaired(name))
            where = _where(mention, departement, town)
            for said in wording.variants(bare if fold(bare) else name):
                line = _line(number, mention, said, where, whole=bare, written=departement is not None)
                found.setdefault((line.kept, line.place_pool, line.numbers, line.communes, line.departements), line)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Where:
    departements: tuple[str, ...]
    communes: tuple[str, ...]
    pool: tuple[str, ...]


def _line(number: int, mention: Mention, said: str, where: _Where, *, whole: str, written: bool) -> Reading:
    every = wording.words(said)
    telling = wording.telling(every)
    kept = sorted(telling, key=lambda word: (-rarity.weight(word), word))[:WORDS]
    return Reading(
        mention=number,
        key=" ".join(sorted(telling)),
        squashed="".join(telling),
        kept=tuple(kept),
        place_like=frozenset(places.place_words(every)),
        place_pool=where.pool[:PLACE_WORDS],
        numbers=_numbers(every, where.departements),
        acronyms=tuple(sorted(wording.acronyms(said, telling))[:ACRONYMS]),
        initials=tuple(sorted(wording.initials(every))[:ACRONYMS]),
        communes=where.communes,
        departements=where.departements,
        publishers=tuple(sorted(set(mention.publisher_departements)))[:PLACES],
        sources=tuple(sorted(set(mention.sources)))[:PLACES],
        research=mention.research,
        listed=_list(mention, written=written),
        name=said.strip(),
        whole=whole.strip(),
    )


def _list(mention: Mention, *, written: bool) -> str | None:
    """The list, if any, that names each actor once and this line stands in.

    Where no source is said, names that carry their place (`LA LUNA - 44 NANTES`) are taken to come from one such list:
    two of them that look alike are left to a person.
    """
    once = sorted(ONCE & {*mention.sources})
    if once:
        return once[0]
    return "written" if written and not mention.sources else None


def _numbers(every: list[str], departements: tuple[str, ...]) -> str:
    """The numbers of a name, without those of its département: `EUROP 07` says where, `COLLÈGE 12` says which."""
    return " ".join(
        sorted({word.lstrip("0") for word in every if word.isdigit() and word not in (*departements, "1901")})
    )


def _where(mention: Mention, departement: str | None, town: str | None) -> _Where:
    """What the mention declares and what its name carries at the end."""
    said = {*mention.departements} | ({departement} if departement else set())
    only = next(iter(said)) if len(said) == 1 else None
    communes = {*mention.communes}
    if town and (code := places.commune_of(town, only)):
        communes.add(code)
    said |= {code for commune in communes if (code := places.departement_of(commune))}
    pool = _place_words(town) if town else []
    pool += [word for code in sorted(communes) for word in _commune_words(code)]
    near = sorted(said | {*mention.publisher_departements})
    pool += [word for code in near for word in places.words_of_departement(code)]
    return _Where(tuple(sorted(said)[:PLACES]), tuple(sorted(communes)[:PLACES]), tuple(dict.fromkeys(pool)))


def _place_words(town: str) -> list[str]:
    return [word for word in wording.words(town) if word not in wording.NOISE and word != "cedex"]


def _commune_words(code: str) -> list[str]:
    found = reference.communes().get(code)
    return _place_words(found.name) if found else []


class _Numbering:
    """Words → numbers, in order of first use."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, text: str) -> int:
        return self.known.setdefault(text, len(self.known))

    def block(self, rows: Sequence[Sequence[str]], width: int) -> Ints:
        block = np.full((len(rows), width), -1, dtype=np.int64)
        for row, said in enumerate(rows):
            for column, text in enumerate(said[:width]):
                block[row, column] = self.of(text)
        return block


def _table(readings: list[Reading]) -> Table:
    words, keys, short, place = _Numbering(), _Numbering(), _Numbering(), _Numbering()
    numbers = _Numbering()
    blocks: dict[str, Any] = {
        "words": words.block([line.kept for line in readings], WORDS),
        "pool": words.block([line.place_pool for line in readings], PLACE_WORDS),
        "acronyms": short.block([line.acronyms for line in readings], ACRONYMS),
        "initials": short.block([line.initials for line in readings], ACRONYMS),
        "communes": place.block([line.communes for line in readings], PLACES),
        "departements": place.block([line.departements for line in readings], PLACES),
        "publishers": place.block([line.publishers for line in readings], PLACES),
        "sources": place.block([line.sources for line in readings], PLACES),
        "once": place.block([(line.listed,) if line.listed else () for line in readings], 1),
        "name": keys.block([(line.name,) for line in readings], 1)[:, 0],
        "whole": keys.block([(line.whole,) for line in readings], 1)[:, 0],
        "key": keys.block([(line.key,) for line in readings], 1)[:, 0],
        "numbers": numbers.block([(line.numbers,) if line.numbers else () for line in readings], 1)[:, 0],
    }
    texts = [" ".join(sorted(line.kept)) for line in readings]
    squashed = [line.squashed for line in readings]
    like = np.zeros((len(readings), WORDS), dtype=bool)
    for row, line in enumerate(readings):
        like[row, : len(line.kept)] = [word in line.place_like for word in line.kept]
    vocabulary = list(words.known) or [""]
    return Table(
        readings=readings,
        texts=texts,
        squashed=squashed,
        mention=np.array([line.mention for line in readings], dtype=np.int64),
        place_like=like,
        research=np.array([line.research for line in readings], dtype=bool),
        compact=_Numbering().block([(text,) for text in squashed], 1)[:, 0],
        weights=_weights(list(words.known), blocks["words"]),
        section=np.array([wording.section(word) for word in vocabulary]),
        packed=np.array([_pack(word) for word in vocabulary], dtype=np.uint64),
        lengths=np.array([min(len(word), 10) for word in vocabulary], dtype=np.int64),
        bearers=np.array([rarity.bearers(line.key) for line in readings], dtype=np.int64),
        **blocks,
    )


def _weights(vocabulary: list[str], used: Ints) -> Floats:
    """Rarity of each word in the frozen table and in this collection together: a new word is rare until it repeats."""
    here = np.bincount(used[used >= 0], minlength=max(1, len(vocabulary)))
    known = [rarity.count(word) for word in vocabulary] or [0]
    found: Floats = np.log((rarity.names_read() + len(used) + 1) / (here + np.array(known) + 0.5))
    return found


def _pack(word: str) -> int:
    """The first ten letters in 60 bits, so that one exclusive or tells how far two words agree."""
    code = 0
    for letter in word[:10].ljust(10):
        code = code << 6 | _SIX_BITS.get(letter, 0)
    return code
