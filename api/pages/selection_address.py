"""A selection as it stands in an address: the fields of the filter, what a view adds, and what is not understood.

An address travels: it comes cut short, or from another version. What it says and is known is kept, the rest is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlencode

from graph.asking import Asked, read_filter, read_flat, read_text
from graph.asking.facets import all_of, members
from graph.asking.fields import fields
from graph.errors import InvalidInput
from graph.language import _
from graph.model.record import canonical_json
from graph.model.relation_filter import EVERYTHING, Filter, Leaf, as_json

LONGEST = 2_000
"""Characters of a query that a link may hold: beyond, mails and some servers cut it. Longer: a file."""
OPTIONS = ("suite", "niveau", "annee", "axes", "regrouper")
"""What a view adds of its own."""
WHOLE = {"reseau": "selection=tout"}
"""What the address of a view says where nothing is selected: without it the page would ask for a centre."""
_KEEPS_EMPTY = "role"
"""The field whose empty value means something: no role is said."""


@dataclass(frozen=True, slots=True)
class Address:
    """`conditions` are pairs of a field and a value as written; `tree` the JSON of what they cannot say."""

    conditions: tuple[tuple[str, str], ...] = ()
    tree: str | None = None
    seats: bool = True
    options: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    written: int = 0
    """Characters of the query it was read from."""

    @classmethod
    def read(cls, query: str) -> "Address":
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
        said = dict(pairs)
        return cls(
            conditions=tuple(dict.fromkeys(
                (name, value.strip()) for name, value in pairs
                if name in fields() and (value.strip() or name == _KEEPS_EMPTY)
            )),
            tree=said.get("filter", "").strip() or None,
            seats=said.get("seats", "true").lower() not in {"false", "0", "non"},
            options={name: said[name] for name in OPTIONS if said.get(name)},
            ignored=tuple(dict.fromkeys(
                name for name, value in pairs if name not in (*fields(), *OPTIONS, "filter", "seats", "selection")
            )),
            written=len(query),
        )  # fmt: skip

    @classmethod
    def of(cls, asked: Asked, options: Mapping[str, str] | None = None) -> "Address":
        """The address of a filter: conditions on a field as pairs, once each, the rest as JSON."""
        leaves: dict[str, Leaf] = {}
        rest: list[Filter] = []
        for part in members(asked.filter):
            if isinstance(part, Leaf) and part.field not in leaves:
                leaves[part.field] = part
            else:
                rest.append(part)
        pairs = [(name, _written(value)) for name, leaf in leaves.items() for value in leaf.values]
        tree = canonical_json(as_json(all_of(rest))) if rest else None
        return cls(tuple(pairs), tree, asked.seats, dict(options or {}))

    def asked(self) -> Asked:
        """Raises InvalidInput and InvalidRecord for what no filter says."""
        flat = read_flat(self.conditions)
        tree = read_text(self.tree) if self.tree else EVERYTHING
        whole = all_of(part for part in (*members(flat), *members(tree)) if part != EVERYTHING)
        return Asked(read_filter(as_json(whole)), self.seats)

    def query(self, *, options: Mapping[str, str | None] | None = None) -> str:
        """The address written out, with `options` added to those of the view, or taken away where they are None."""
        added = {**self.options, **(options or {})}
        pairs: list[tuple[str, str]] = [*self.conditions]
        if self.tree:
            pairs.append(("filter", self.tree))
        if not self.seats:
            pairs.append(("seats", "false"))
        pairs += [(name, value) for name, value in added.items() if value is not None]
        return urlencode(pairs, safe=":/,")

    @property
    def long(self) -> bool:
        return len(self.query()) > LONGEST

    def selection(self) -> "Address":
        """Without what the view adds."""
        return replace(self, options={})

    def less(self, name: str, value: str | None = None) -> "Address":
        """Without a condition, or without one of its values; a page in the middle of a list is left."""
        kept = tuple(pair for pair in self.conditions if pair[0] != name or value not in (None, pair[1]))
        options = {key: said for key, said in self.options.items() if key != "suite"}
        tree = None if name == "filter" else self.tree
        return replace(self, conditions=kept, tree=tree, options=options, seats=self.seats or name == "seats")

    def putting(self, name: str, old: str, new: str) -> "Address":
        """With a value in place of another."""
        said = tuple(dict.fromkeys((name, new) if pair == (name, old) else pair for pair in self.conditions))
        return replace(self, conditions=said)

    def unknown_field(self) -> InvalidInput:
        """What a reader is told of the first field that is not understood, where none may be left aside."""
        asked = self.ignored[0][:60]
        return InvalidInput(_("Champ inconnu : « %(name)s ». Retirez-le de l’adresse.", name=asked))

    def values(self, name: str) -> Sequence[str]:
        return [value for key, value in self.conditions if key == name]

    def first(self, name: str) -> str:
        return next(iter(self.values(name)), "")


def year_of(options: Mapping[str, str]) -> int | None:
    """Raises InvalidInput."""
    said = options.get("annee")
    if said is None:
        return None
    if not (said.isascii() and said.isdecimal() and len(said) == 4):
        raise InvalidInput(_("Année refusée : « %(said)s ». Attendu : quatre chiffres, 2016.", said=said[:20]))
    return int(said)


def one_of(options: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    """The option, the first of the known ones where it is not said. Raises InvalidInput."""
    words = tuple(known)
    said = options.get(name, words[0])
    if said not in words:
        accepted = ", ".join(words)
        raise InvalidInput(
            _(
                "« %(name)s » refusé : « %(said)s ». Attendu un de : %(known)s.",
                name=name,
                said=said[:40],
                known=accepted,
            )
        )
    return said


def _written(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def address_of(view: str, query: str, ending: str = "") -> str:
    """The path of a view of a selection; `ending` is that of a data twin (« .json »)."""
    said = query or WHOLE.get(view, "")
    return f"/{view}{ending}?{said}" if said else f"/{view}{ending}"
