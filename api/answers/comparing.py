"""Two to five territories of one level, or two to five actors, side by side; what cannot stand beside them is named."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.answers.gaps import gaps_document
from api.answers.naming import territory_name
from api.answers.partnering import MOST, Partnering, partnering, partnering_document
from api.answers.sheets import linked
from api.document import Document
from graph.errors import NotResolvable, UnknownEntity
from graph.model.entities import NodeKind
from graph.model.levels import GAP_LEVELS, Level
from graph.model.question import GapQuestion
from graph.model.record import NodeRecord
from graph.model.relations import RelationType
from graph.store.base import View
from graph.vocabulary import levels, node_kinds

LEAST, MOST_SIDES, THEMES = 2, 5, 5
_GAP = ("observed", "expected", "ratio", "ratio_low", "ratio_high", "verdict", "power", "data_state", "explanation")
_COMPARED = (NodeKind.TERRITORY, NodeKind.ACTOR)


@dataclass
class Choice:
    """The nodes that stand side by side, and why each other one does not."""

    nodes: list[NodeRecord] = field(default_factory=list)
    refused: list[Document] = field(default_factory=list)

    @property
    def kind(self) -> str | None:
        return self.nodes[0].kind if self.nodes else None

    @property
    def level(self) -> str | None:
        return str(self.nodes[0].properties["level"]) if self.kind == NodeKind.TERRITORY else None


def chosen(view: View, ids: Sequence[str]) -> Choice:
    """The first id that can be compared says what the others must be."""
    choice = Choice()
    for each in ids:
        try:
            node = view.node(each)
        except UnknownEntity as unknown:
            choice.refused.append({"id": each, "reason": unknown.message, "suggestions": list(unknown.suggestions)})
            continue
        if reason := _against(choice, node):
            choice.refused.append({"id": each, "reason": f"{node.label} : {reason}", "suggestions": []})
        else:
            choice.nodes.append(node)
    return choice


def _against(choice: Choice, node: NodeRecord) -> str | None:
    """Why a node cannot stand beside the chosen ones; None where it can."""
    if node.kind not in _COMPARED:
        return f"seuls des territoires ou des acteurs se comparent, et c’est autre chose ({_kind(node.kind)})."
    if node.id in {each.id for each in choice.nodes}:
        return "déjà dans la comparaison, une fois suffit."
    if choice.kind not in (None, node.kind):
        return "un acteur et un territoire n’ont pas de mesure commune ; comparez-les séparément."
    level = str(node.properties.get("level"))
    if choice.level not in (None, level):
        held, other = levels()[str(choice.level)].label, levels()[level].label
        return f"le niveau doit être le même ({held}), et celui-ci est autre ({other})."
    if len(choice.nodes) == MOST_SIDES:
        return f"{MOST_SIDES} colonnes au plus ; retirez-en une d’abord."
    return None


def _kind(kind: str) -> str:
    return node_kinds()[kind].label.lower() if kind in node_kinds() else kind


def comparison_document(
    view: View, ids: Sequence[str], gaps: Callable[[GapQuestion], Document] | None = None
) -> Document:
    """`{kind, level, rows, common, refused, gap_reason}`; `common`: partners that all the actors share.

    An id that is unknown or of another kind stands in `refused`, with its reason; the others are kept.
    """
    choice = chosen(view, ids)
    shown: Document = {"rows": [], "common": [], "gap_reason": None}
    if choice.kind == NodeKind.TERRITORY:
        shown |= _territories(view, choice, gaps or (lambda asked: gaps_document(view, asked)))
    elif choice.kind == NodeKind.ACTOR:
        shown |= _actors(view, choice)
    return {
        "revision": view.revision(), "kind": choice.kind, "level": choice.level, "limit": MOST_SIDES,
        **shown, "refused": choice.refused,
    }  # fmt: skip


def _territories(view: View, choice: Choice, gaps: Callable[[GapQuestion], Document]) -> Document:
    found, reason = _gap_rows(Level(str(choice.level)), gaps)
    return {"rows": [_territory(view, node, found.get(node.id, {})) for node in choice.nodes], "gap_reason": reason}


def _gap_rows(level: Level, gaps: Callable[[GapQuestion], Document]) -> tuple[dict[str, Any], str | None]:
    if level not in GAP_LEVELS:
        return {}, "Les écarts se lisent par région, département ou intercommunalité."
    try:
        table: Any = gaps(GapQuestion(level))
    except NotResolvable as refusal:
        return {}, refusal.message
    return {row["territory"]["id"]: row for row in table["rows"]}, None


def _territory(view: View, node: NodeRecord, gap: Any) -> Document:
    events = view.placed_in(node.id)
    read = events[:MOST]
    ties = view.links(RelationType.PARTICIPATES_IN, among=read) if read else ()
    return {
        **_said(node),
        "population": node.properties.get("population"),
        **{name: gap.get(name) for name in _GAP},
        "alliances": len(events),
        "read": len(read),
        "actors": len({tie["source"] for tie in ties}),
        "themes": _themes(view, read),
    }


def _themes(view: View, events: Sequence[str]) -> list[Document]:
    """The themes that most of these alliances address."""
    if not events:
        return []
    counted = Counter(tie["target"] for tie in view.links(RelationType.ADDRESSES, among=events))
    top = sorted(counted, key=lambda theme: (-counted[theme], theme))[:THEMES]
    names = {brief.id: brief.label for brief in view.briefs(top)}
    return [{"id": each, "label": names.get(each, each), "alliances": counted[each]} for each in top]


def _actors(view: View, choice: Choice) -> Document:
    found = [partnering(view, node.id) for node in choice.nodes]
    rows = [_actor(view, node, each) for node, each in zip(choice.nodes, found, strict=True)]
    return {"rows": rows, "common": _common(found) if len(found) >= LEAST else []}


def _actor(view: View, node: NodeRecord, found: Partnering) -> Document:
    seats: Any = linked(view, node.id, RelationType.SITUATED_IN, "out")
    places = [{"id": row["target"], "name": territory_name(row["target"]) or row["target"]} for row in seats["rows"]]
    told = {**_said(node), "profile": node.properties.get("profile"), "seats": places}
    return told | partnering_document(found)


def _common(found: Sequence[Partnering]) -> list[Document]:
    shared = set.intersection(*(set(each.partners) for each in found))
    named = sorted((found[0].partners[each] for each in shared), key=lambda brief: (brief.label, brief.id))
    return [{"id": brief.id, "label": brief.label, "profile": brief.profile} for brief in named]


def _said(node: NodeRecord) -> Document:
    return {"id": node.id, "label": node.label, "statuses": sorted(status.value for status in node.statuses)}
