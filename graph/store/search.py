"""Searching: what a text may match and in which order. One rule for both stores; no engine's own score is used.

A node matches when the text is one of its codes, or when every word of the text begins a word of its names (folded).
Order: the code, an exact name, a name that begins with the text, all words; then most relations; then id.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from graph.model.record import NodeRecord
from graph.model.text import fold, folds

IDENTIFIER, EXACT, PREFIX, WORDS = range(4)
"""Ranks, best first."""

MAX_TEXT = 500
"""Characters of a query that are read."""

SIRET_LENGTH, SIREN_LENGTH = 14, 9
"""A SIRET begins with the SIREN of its legal unit."""

OF_SOURCES = ("alliance", "exp")
"""Prefixes that the name of a source follows: `alliance:scdl:…`."""

BEGINNINGS = tuple(
    f"{prefix}:"
    for prefix in ("siren", "rna", "rnsr", "programme", "document")
    + ("commune", "epci", "departement", "region", "qpv", "crte")
)
"""What stands before the code in ids where no source is named."""

_CODED = frozenset((*OF_SOURCES, *(beginning[:-1] for beginning in BEGINNINGS)))
"""Prefixes whose local part alone identifies."""

NUMBERS = ("siren", "rna", "rnsr")


@dataclass(frozen=True, slots=True)
class Query:
    """A text as both stores read it. `codes` are what it may be as an identifier; `words` are folded."""

    text: str
    codes: tuple[str, ...]
    phrase: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        said = text[:MAX_TEXT].strip()
        phrase = fold(said)
        return cls(text, _asked_codes(said) if phrase else (), phrase, tuple(dict.fromkeys(phrase.split())))

    def rank(self, names: str, codes: Iterable[str]) -> int | None:
        """Rank of a node whose folded names are `names` (`folded_names`), None when it does not match."""
        if not self.words:
            return None
        if not set(self.codes).isdisjoint(codes):
            return IDENTIFIER
        if f"|{self.phrase}|" in names:
            return EXACT
        if f"|{self.phrase}" in names:
            return PREFIX
        return WORDS if all(f"|{word}" in names or f" {word}" in names for word in self.words) else None

    def matched(self, labels: Sequence[str]) -> str:
        """The name that matched best, the shown one (first) when several do or when a code did."""
        ranks = [self.rank(folded_names([label]), ()) for label in labels]
        best = min((rank for rank in ranks if rank is not None), default=None)
        return labels[ranks.index(best)]


def folded_names(labels: Iterable[str]) -> str:
    """`|name|other name|`, folded, distinct, in the order given: exact is `|q|` inside, prefix is `|q`."""
    names = dict.fromkeys(name for label in labels if (name := fold(label)))
    return f"|{'|'.join(names)}|" if names else ""


def folded_alone(labels: Sequence[str]) -> list[str]:
    """`folded_names` of each, one name apiece."""
    return [f"|{name}|" if name else "" for name in folds(labels)]


def codes(record: NodeRecord) -> tuple[str, ...]:
    """What identifies a node in a search, compact (`compact`), sorted: its id, its code in its source, its numbers.

    Every number said counts, not only the one shown, so a merge only ever adds codes.
    """
    said = (claim.properties.get(name) for claim in record.claims for name in NUMBERS)
    return tuple(sorted(codes_of(record.id, (str(number) for number in said if number))))


def codes_of(node_id: str, numbers: Iterable[str] = ()) -> set[str]:
    """The same, of a node of which these numbers are said."""
    code = local = node_id.lower()  # an id holds no space
    if code.partition(":")[0] in _CODED:
        local = local.rpartition(":")[2]
        if "%" in local:
            local = compact(unquote(node_id.rpartition(":")[2]))
    return {code, local, *map(compact, numbers)}


def untold_codes(node_id: str, codes: Iterable[str]) -> list[str]:
    """Those of its codes that the id does not tell: neither itself, nor its end where that is found as it is written.

    Most ids tell all of theirs (`alliance:scdl:d-12`, of which `d-12` is the code), and a store that finds ids by
    their ends (`BEGINNINGS`) need not keep these.
    """
    told = {node_id}
    if are_plain([node_id]):
        told.add(node_id.rpartition(":")[2])
    return [code for code in codes if code not in told]


def are_plain(ids: Sequence[str]) -> bool:
    """Whether each is a beginning, then its code as it is written."""
    every = "\n".join(ids)
    return "%" not in every and every == every.lower() and {own.partition(":")[0] for own in ids} <= _CODED


def compact(text: str) -> str:
    """Lower case without any space: `552 100 554` and `552100554` are one code."""
    return "".join(text.split()).lower()


def near_ids(asked: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Of ids that stand next to `asked` in order, those that share most of its beginning, past its prefix.

    `candidates`: the 3 ids before and the 3 after, in the order of the text.
    """
    floor = asked.find(":") + 2
    shared = {candidate: _shared_beginning(asked, candidate) for candidate in candidates}
    close = [candidate for candidate, length in shared.items() if length >= floor]
    return tuple(sorted(close, key=lambda candidate: (-shared[candidate], candidate))[:limit])


def _shared_beginning(one: str, other: str) -> int:
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return place
    return min(len(one), len(other))


def _asked_codes(text: str) -> tuple[str, ...]:
    """The text itself, and for a SIRET its SIREN."""
    code = compact(text)
    asked = [code]
    if len(code) == SIRET_LENGTH and code.isascii() and code.isdigit():
        asked.append(code[:SIREN_LENGTH])
    return tuple(asked)
