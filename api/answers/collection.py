"""What is collected where: a matrix of sources and départements, and what to collect next."""

from typing import Any

from api.answers.gaps import counts_of
from api.document import Document
from graph.errors import NotResolvable
from graph.model.levels import Level
from graph.model.question import GapQuestion
from graph.store.base import View
from graph.territories import reference

LEVEL = Level.DEPARTEMENT


def collection_document(view: View) -> Document:
    """`{revision, level, sources: [{id, vintage, loaded_at}], rows: [{territory, name, states}], to_collect, reason}`.

    A row gives the state of each source in `states`, in the order of `sources`: what nothing declares is `unknown`,
    never zero. `to_collect` lists the territories that nothing can be said of, those whose collection would tell most
    first; it is empty with a `reason` where nothing can be predicted.
    """
    from graph.analysis.completeness import states_at  # numpy: only when asked

    declared: dict[str, list[Any]] = {}
    for row in view.coverage():
        declared.setdefault(row.source, []).append(row)
    sources = sorted(declared)
    states = [states_at(LEVEL, tuple(declared[source])) for source in sources]
    ids = sorted(reference.populations(LEVEL))
    wanted, reason = _to_collect(view)
    return {
        "revision": view.revision(),
        "level": LEVEL.value,
        "sources": [_source(view, source) for source in sources],
        "rows": [
            {
                "territory": territory,
                "name": reference.name_of(territory),
                "states": [
                    {"state": known[territory].state.value, "rate": _rate(known[territory].rate)} for known in states
                ],
            }
            for territory in ids
        ],
        "to_collect": wanted,
        "reason": reason,
    }


def _source(view: View, source: str) -> Document:
    runs = [run for run in view.runs() if run.source == source]
    return {
        "id": source,
        "vintage": max((run.vintage for run in runs if run.vintage), default=None),
        "loaded_at": max((run.loaded_at for run in runs), default=None),
    }


def _rate(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _to_collect(view: View) -> tuple[list[Document], str | None]:
    from graph.analysis.collecting import to_collect

    try:
        found = to_collect(counts_of(view, GapQuestion(LEVEL)))
    except NotResolvable as error:
        return [], error.message
    return [
        {
            "territory": each.territory,
            "name": each.name,
            "state": each.state.value,
            "lacking": list(each.lacking),
            "expected": each.expected,
            "power": each.power,
            "resolvable": each.resolvable,
        }
        for each in found
    ], None
