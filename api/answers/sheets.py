"""The sheets of actors, experiments and alliances: what is said of one node, and its relations with their origins."""

from collections.abc import Iterable, Iterator
from typing import Any

from api.answers.identities import reasons
from api.answers.naming import territory_name
from api.answers.partnering import partnering, partnering_document
from api.document import Document
from graph.errors import UnknownEntity
from graph.model.entities import NodeKind
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import RelationType
from graph.store.base import Page, View

ROWS_DEFAULT, ROWS_MAX = 100, 500
_ASIDE_LIMIT = 500


class WrongKind(UnknownEntity):
    """The id is known, but is something else than what was asked for."""

    def __init__(self, entity_id: str, kind: str) -> None:
        super().__init__(entity_id, (entity_id,))
        self.message = f"« {self.entity_id} » existe, mais sous une autre nature ({kind}) : demandez-le à son adresse."
        self.args = (self.message,)
        self.kind = kind
        self.details = [{"id": self.entity_id, "kind": kind, "suggestions": [self.entity_id]}]


def actor_document(view: View, actor_id: str, *, limit: int = ROWS_DEFAULT, cursor: str | None = None) -> Document:
    """The actor, its participations (a page of them), where it is and what it addresses. Raises UnknownEntity."""
    node = of_kind(view, actor_id, NodeKind.ACTOR)
    page = view.relations(actor_id, [RelationType.PARTICIPATES_IN], direction="out", limit=limit, cursor=cursor)
    return {
        **identity(view, node),
        "identity": reasons(view, node),
        "participations": paged(page, "event"),
        "territories": _territories(view, actor_id, RelationType.SITUATED_IN),
        "themes": linked(view, actor_id, RelationType.ADDRESSES, "out"),
        "statements": linked(view, actor_id, RelationType.ABOUT, "in"),
        "partnering": partnering_document(partnering(view, node.id)),
    }


def experiment_document(view: View, event_id: str, *, limit: int = ROWS_DEFAULT, cursor: str | None = None) -> Document:
    """The experiment, its participants (a page of them), where it acts, its themes, phases, documents."""
    return _event(view, event_id, NodeKind.EXPERIMENT, limit, cursor)


def alliance_document(view: View, event_id: str, *, limit: int = ROWS_DEFAULT, cursor: str | None = None) -> Document:
    """The alliance, as an experiment is shown."""
    return _event(view, event_id, NodeKind.ALLIANCE, limit, cursor)


def _event(view: View, event_id: str, kind: NodeKind, limit: int, cursor: str | None) -> Document:
    node = of_kind(view, event_id, kind)
    page = view.relations(event_id, [RelationType.PARTICIPATES_IN], direction="in", limit=limit, cursor=cursor)
    return {
        **identity(view, node),
        "participants": paged(page, "actor"),
        "territories": _territories(view, event_id, RelationType.ACTS_IN),
        "themes": linked(view, event_id, RelationType.ADDRESSES, "out"),
        "follows": linked(view, event_id, RelationType.FOLLOWS, "both"),
        "documents": linked(view, event_id, RelationType.STATED_IN, "out"),
        "statements": linked(view, event_id, RelationType.ABOUT, "in"),
    }


def of_kind(view: View, node_id: str, kind: NodeKind) -> NodeRecord:
    """The node, when it is of that kind; raises UnknownEntity or WrongKind."""
    node = view.node(node_id)
    if node.kind != kind:
        raise WrongKind(node_id, node.kind)
    return node


def identity(view: View, node: NodeRecord) -> Document:
    """What every sheet begins with. `names`: all that were said, the shown one first; `differing`: what sources say
    differently, as `{property: [{value, sources}]}`.
    """
    return {
        "revision": view.revision(),
        "id": node.id,
        "canonical": node.id,
        "kind": node.kind,
        "label": node.label,
        "names": list(node.labels),
        "properties": node.properties,
        "differing": {
            name: [{"value": value, "sources": list(sources)} for value, sources in said]
            for name, said in node.differing.items()
        },
        "statuses": sorted(status.value for status in node.statuses),
        "origins": list(node.origins),
    }


def paged(page: Page, name: str) -> Document:
    """`{total, rows, cursor, truncated}`; each row is a relation with the node at its other end under `name`."""
    rows = [{**relation(record), name: _other(page, record)} for record in page.relations]
    return {"total": page.total, "rows": rows, "cursor": page.cursor, "truncated": page.cursor is not None}


def relation(record: RelationRecord) -> dict[str, Any]:
    said = record.properties
    return {
        "source": record.source,
        "type": record.type,
        "target": record.target,
        "role": record.role,
        "start": said.get("start"),
        "end": said.get("end"),
        "properties": said,
        "origins": record.origins,
    }


def linked(view: View, node_id: str, kind: RelationType, direction: str) -> Document:
    """The first relations of one type, as a page: few enough to be shown whole, `total` says when they were not."""
    return paged(view.relations(node_id, [kind], direction=direction, limit=_ASIDE_LIMIT), "node")


def _other(page: Page, record: RelationRecord) -> Any:
    return page.others.get(record.target) or page.others.get(record.source)


def _territories(view: View, node_id: str, kind: RelationType) -> Document:
    listed: Any = linked(view, node_id, kind, "out")
    for row in listed["rows"]:
        row["name"] = territory_name(row["target"]) or (row["node"] or {}).get("label") or row["target"]
    return listed  # type: ignore[no-any-return]


def statuses_in(document: object) -> Iterator[str]:
    """Every status said anywhere in a document: whether something shown is synthetic is read from here."""
    if isinstance(document, dict):
        found = document.get("statuses") or ()
        yield from (str(status) for status in found if isinstance(found, list))
        if isinstance(status := document.get("status"), str):
            yield status
        yield from _within(document.values())
    elif isinstance(document, list):
        yield from _within(document)


def _within(parts: Iterable[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, dict | list):
            yield from statuses_in(part)
