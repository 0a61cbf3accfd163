"""What each condition compares in a relation. None: its own words do not say, its ends must be read.

The **event** of a relation is the experiment, alliance or programme that it touches, its target first: the dates and
the amount that the relation does not state are those of its event. A relation that ends on a territory (or on a theme)
is there by this end; any other is where its events act (or about what they address), whatever its actors do elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from graph.asking.fields import AMOUNTS
from graph.errors import InvalidRecord
from graph.model.entities import EVENT_KINDS, NodeKind
from graph.model.ids import KIND_BY_PREFIX
from graph.model.period import Period
from graph.model.record import canonical_json
from graph.model.relation_filter import Leaf
from graph.model.relations import LocatedBy, RelationType
from graph.model.subgraph import LinkView
from graph.store.base import Brief, View
from graph.store.views import places_holding

Briefs: TypeAlias = Mapping[str, Brief]
Condition: TypeAlias = Callable[[LinkView, Briefs | None], bool | None]

EVENTS = frozenset((*(kind.value for kind in EVENT_KINDS), NodeKind.PROGRAMME.value))
_WITHOUT_EVENT = frozenset((RelationType.SITUATED_IN, RelationType.PART_OF, RelationType.ABOUT))
"""Types that may be in a territory without touching what acts there."""


@dataclass(frozen=True, slots=True)
class Test:
    """A condition, and what makes it cheap.

    `reads`: the end whose words it may need; `touching`: ids one of which every relation of a type touches where it
    holds; `saying`: a text of canonical JSON that every such relation holds. None: not known.
    """

    holds: Condition
    reads: Callable[[LinkView], str | None] = lambda _: None
    touching: Callable[[str], frozenset[str] | None] = lambda _: None
    saying: str | None = None


def tests_of(view: View, leaves: Iterable[Leaf], seats: bool) -> Mapping[Leaf, Test]:
    """Each leaf as it is tested on this graph. Raises UnknownEntity for an id that nobody loaded, InvalidRecord for a
    source that nobody loaded and for an id of another kind than the one asked.
    """
    return {leaf: _test(view, leaf, seats) for leaf in {*leaves}}


def event_of(link: LinkView) -> str | None:
    """The id of the event of a relation: its prefix says what it is."""
    if kind_of(link["target"]) in EVENTS:
        return link["target"]
    return link["source"] if kind_of(link["source"]) in EVENTS else None


def kind_of(node_id: str) -> str | None:
    return KIND_BY_PREFIX.get(node_id.partition(":")[0])


def _test(view: View, leaf: Leaf, seats: bool) -> Test:
    values: frozenset[str | float] = frozenset(leaf.values)
    match leaf.field:
        case "territory":
            return _in_territory(view, leaf, seats)
        case "theme":
            return _on_theme(view, leaf)
        case "type":
            return Test(lambda link, _: link["type"] in values)
        case "role":
            return Test(lambda link, _: link["role"] in values)
        case "source" | "status":
            return _said(view, leaf)
        case "source_kind":
            return _of_kind(lambda link: link["source"], values)
        case "target_kind":
            return _of_kind(lambda link: link["target"], values)
        case "phase":
            return Test(_in_phase(values), event_of)
        case "period":
            return Test(_during([Period.parse(str(value)) for value in leaf.values]), event_of)
        case _:
            return Test(_amounting(leaf.field == AMOUNTS[0], float(leaf.values[0])), event_of)


def _said(view: View, leaf: Leaf) -> Test:
    values, field = frozenset(leaf.values), leaf.field
    if field == "source":
        refuse_unknown_sources(view, leaf)
    saying = f'"{field}":{canonical_json(leaf.values[0])}' if len(values) == 1 else None
    return Test(lambda link, _: any(origin[field] in values for origin in link["origins"]), saying=saying)


def _of_kind(end: Callable[[LinkView], str], values: frozenset[str | float]) -> Test:
    """The id says the kind; only the profile of an actor must be read."""

    def holds(link: LinkView, briefs: Briefs | None) -> bool | None:
        kind = kind_of(end(link))
        if kind in values:
            return True
        if kind != NodeKind.ACTOR:
            return False
        return None if briefs is None else briefs[end(link)].profile in values

    return Test(holds, end)


def _during(windows: list[Period]) -> Condition:
    def holds(link: LinkView, briefs: Briefs | None) -> bool | None:
        period = _stated(link["start"], link["end"])
        if period is None and (event := event_of(link)):
            if briefs is None:
                return None
            period = _stated(briefs[event].start, briefs[event].end)
        return period is None or any(window.overlaps(period) for window in windows)

    return holds


def _in_phase(phases: frozenset[str | float]) -> Condition:
    def holds(link: LinkView, briefs: Briefs | None) -> bool | None:
        event = event_of(link)
        if event is None or kind_of(event) != NodeKind.EXPERIMENT:
            return False
        return None if briefs is None else briefs[event].phase in phases

    return holds


def _amounting(least: bool, bound: float) -> Condition:
    def holds(link: LinkView, briefs: Briefs | None) -> bool | None:
        said = link["properties"].get("amount")
        if said is None and (event := event_of(link)) and kind_of(event) == NodeKind.ALLIANCE:
            if briefs is None:
                return None
            said = briefs[event].amount
        return isinstance(said, int | float) and (said >= bound if least else said <= bound)

    return holds


def _in_territory(view: View, leaf: Leaf, seats: bool) -> Test:
    wanted = known(view, leaf, NodeKind.TERRITORY)
    acting = frozenset(event for territory in sorted(wanted) for event in view.placed_in(territory, seats=seats))

    def holds(link: LinkView, _: Briefs | None) -> bool:
        if kind_of(link["target"]) == NodeKind.TERRITORY:
            seated = link["type"] == RelationType.ACTS_IN and link["properties"].get("located_by") == LocatedBy.SEAT
            return (seats or not seated) and not wanted.isdisjoint(places_holding(link["target"]))
        return link["target"] in acting or link["source"] in acting

    return Test(holds, touching=lambda kind: None if kind in _WITHOUT_EVENT else acting)


def _on_theme(view: View, leaf: Leaf) -> Test:
    wanted = known(view, leaf, NodeKind.THEME)
    said = view.links(RelationType.ADDRESSES.value, among=sorted(wanted))
    events = frozenset(link["source"] for link in said if kind_of(link["source"]) in EVENTS)

    def holds(link: LinkView, _: Briefs | None) -> bool:
        if kind_of(link["target"]) == NodeKind.THEME:
            return link["target"] in wanted
        return link["target"] in events or link["source"] in events

    return Test(holds, touching=lambda _: wanted | events)


def known(view: View, leaf: Leaf, kind: NodeKind) -> frozenset[str]:
    """The ids as the graph bears them; raises UnknownEntity, and InvalidRecord for one of another kind."""
    found = [view.node(str(value)) for value in leaf.values]
    if other := next((node for node in found if node.kind != kind), None):
        raise InvalidRecord(
            leaf.field, other.id, f"attendu une fiche {kind.value} ; celle-ci est une fiche {other.kind}"
        )
    return frozenset(node.id for node in found)


def refuse_unknown_sources(view: View, leaf: Leaf) -> None:
    loaded = view.stats()["sources"]
    assert isinstance(loaded, dict)
    if unknown := sorted({*map(str, leaf.values)} - {*loaded}):
        raise InvalidRecord(
            leaf.field, unknown[0], f"attendu une source chargée : {', '.join(loaded) or 'aucune ne l’est'}"
        )


_stated = lru_cache(maxsize=10_000)(Period.stated)
