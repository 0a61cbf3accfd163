"""A selection of relations, and what is worked out of it: kept by revision and question, like every analysis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.cache import AnswerCache
from api.document import Document
from graph.asking import Asked
from graph.asking.columns import read_columns
from graph.asking.facets import FACETS, Selected, all_of, members
from graph.asking.held import Held
from graph.model.record import canonical_json
from graph.model.relation_filter import Filter, Leaf, as_json
from graph.store.base import View


@dataclass(frozen=True)
class Selections:
    """Selections on one revision of the graph. `seconds`: what reading the relations may take, once for a revision."""

    view: View
    cache: AnswerCache
    seconds: float | None = None
    given_up: Callable[[], bool] | None = None
    """Looked at while the relations are read: true stops the reading."""

    def of(self, asked: Asked) -> Selected:
        """Raises NotResolvable for too large a graph, StoreError, Overloaded."""
        return Selected(self.view, self.hold(), asked.filter, asked.seats)

    def once(self, asked: Asked, name: str, compute: Callable[[Selected], Document]) -> Document:
        """A document of the selection; `name` and the question are its key."""
        key = (self.view.revision(), "selection", name, canonical_json(as_json(asked.filter)), asked.seats)
        selected = self.of(asked)  # not inside: its turn must not wait for its own
        return self.cache.get(key, lambda: compute(selected))

    def hold(self) -> Held:
        """The columns of this revision, read by the first that asks."""

        def read() -> Document:
            return {"held": Held(read_columns(self.view, self.seconds, self.given_up))}

        kept: Held = self.cache.get(self._key(), read)["held"]
        return kept

    @property
    def ready(self) -> bool:
        """Whether somebody had the columns of this revision read."""
        return self.cache.finished(self._key())

    def _key(self) -> tuple[str, str]:
        return (self.view.revision(), "relations")


def said_of(selected: Selected) -> Document:
    """What every view of a selection says of it."""
    return {"revision": selected.view.revision(), "filter": as_json(selected.filter), "seats": selected.seats}


def facets_document(selected: Selected) -> Document:
    """`{revision, filter, seats, total, facets: {field: {value: relations}}}`."""
    counted: Mapping[str, Mapping[str, int]] = {field: selected.facet(field) for field in FACETS}
    return {
        **said_of(selected),
        "total": selected.total,
        "facets": {field: dict(sorted(values.items())) for field, values in counted.items()},
    }


def origins_document(selected: Selected) -> Document:
    """`{sources, statuses}` of what is selected: unlike a facet, each holds to its own condition too."""
    held, mask = selected.held, selected.mask
    columns = held.columns
    sources = {name for code in held.counts(mask, columns.said_by) for name in columns.source_sets[code]}
    statuses = {name for code in held.counts(mask, columns.said_as) for name in columns.status_sets[code]}
    return {"sources": sorted(sources), "statuses": sorted(statuses)}


def emptying(selected: Selected) -> list[tuple[Filter, int]]:
    """Each condition of an empty selection, with what would be there without it."""
    parts = members(selected.filter)
    found = []
    for place, part in enumerate(parts):
        rest = parts[:place] + parts[place + 1 :]
        mask = selected.held.everything
        for other in rest:
            mask &= selected.held.mask(selected.view, other, selected.seats)
        found.append((part, mask.bit_count()))
    return found


def at_year(asked: Asked, year: int) -> Asked:
    """Those of a selection that hold in a year, and those of which no date is known."""
    return Asked(all_of((*members(asked.filter), Leaf("period", (f"{year:04d}",)))), asked.seats)
