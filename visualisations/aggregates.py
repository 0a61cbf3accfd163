"""What a cut picture does not draw, as one mark for each région, standing round it as the régions stand round France.

A place depends on the région and on the frame alone: it is the same whatever else is drawn, from year to year too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, tau
from typing import Any, TypeAlias

from graph.language import N_, _
from graph.model.counting import count
from graph.model.levels import Level
from graph.model.typography import number
from visualisations.centres import centres
from visualisations.layout import Position
from visualisations.text_alternative import LinkRow, NodeRow

KIND = "agregat"
"""What files say the type of such a node is."""
CODE = "Aggregate"
LINKS_MOST = 120
"""Lines to the aggregates of one picture; each stands for all that one node has there, the most first."""
COUNTED = N_("compte de fiches non dessinées")

Aggregates: TypeAlias = Sequence[Mapping[str, Any]]
"""`{id, label, territories, count, ties: [{node, count}]}` each: what `api.answers.aggregates` gives."""
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

MARGIN = 95.0
LEAST = (340.0, 210.0)
"""Half the width and height of the frame where little is drawn: the marks round it must not touch."""
CORNER = (0.34, 0.12)
"""Of the width and the height, at the top left: where the buttons of the picture are."""
OVERSEAS = tuple(f"region:{code}" for code in ("01", "02", "03", "04", "06"))
UNKNOWN, OTHERS = "inconnue", "autres"
WORDS = {UNKNOWN: N_("région inconnue"), OTHERS: N_("autres régions")}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Where a mark leads: `url` gives the address for one aggregate, None where there is none; `words` its link."""

    words: str
    url: Callable[[Mapping[str, Any]], str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """Aggregates as rows of the picture and of its tables. `said`: what is left out of them, in French."""

    nodes: Sequence[NodeRow]
    links: Sequence[LinkRow]
    said: Sequence[str] = ()


NONE = Told((), ())


def told(aggregates: Aggregates, drawn: Sequence[NodeRow], narrowing: Narrowing | None) -> Told:
    """`drawn` are the nodes of the picture: a tie that starts from none of them is not drawn."""
    if not aggregates:
        return NONE
    rows = {each["id"]: _row(each, narrowing) for each in aggregates}
    by_id = {node.id: node for node in drawn}
    ties = [
        (tie["count"], tie["node"], each["id"])
        for each in aggregates for tie in each["ties"] if tie["node"] in by_id
    ]  # fmt: skip
    kept = _kept(ties)
    links = [_link(by_id[node], rows[group], weight) for weight, node, group in kept]
    said = [_("Une fiche de plusieurs régions compte dans chacune ; les liens entre agrégats ne sont pas tracés.")]
    if len(kept) < len(ties):
        said.append(_("%(drawn)s liens vers les agrégats sont tracés sur %(all)s, les plus forts.",
                      drawn=number(len(kept)), all=number(len(ties))))  # fmt: skip
    return Told(list(rows.values()), links, said)


def placed(ids: Sequence[str], frame: Box) -> list[Position]:
    """Where each stands, on a rectangle drawn outside of `frame`."""
    left, top, right, bottom = outside(frame)
    side, across = bottom - top, right - left
    found = []
    for each in ids:
        at, along = _slot(each.partition(":")[2])
        if at == "under":
            found.append((left + across * along, bottom))
        else:
            whole = (2 - CORNER[1]) * side + (1 - CORNER[0]) * across
            found.append(_on_path(along * whole, left, top, right, bottom))
    return [(round(x, 1), round(y, 1)) for x, y in found]


def frame_of(points: Sequence[Position]) -> Box:
    """The rectangle that holds points."""
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def _row(each: Mapping[str, Any], narrowing: Narrowing | None) -> NodeRow:
    told = count(each["count"], "fiche non dessinée", "fiches non dessinées")
    return NodeRow(
        id=each["id"], kind=KIND, name=_(each["label"]), code=CODE, word=_("agrégat de %(told)s", told=told),
        number=None, href=narrowing.url(each) if narrowing else None, degree=0, dates="", origins=_(COUNTED),
        stands_for=each["count"], opens=_(narrowing.words) if narrowing else None,
    )  # fmt: skip


def _link(node: NodeRow, group: NodeRow, weight: int) -> LinkRow:
    role = count(weight, "fiche liée, non dessinée", "fiches liées, non dessinées")
    return LinkRow(source=node, target=group, role=role, dates="", origins=_(COUNTED), weight=weight)


def _kept(ties: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """The heaviest, and the heaviest of each aggregate, so that none hangs in the air."""
    order = sorted(ties, key=lambda tie: (-tie[0], tie[2], tie[1]))
    first = {group: (weight, node, group) for weight, node, group in reversed(order)}
    rest = [tie for tie in order if first[tie[2]] != tie]
    return sorted([*first.values(), *rest[: max(0, LINKS_MOST - len(first))]], key=lambda t: (-t[0], t[2], t[1]))


@cache
def _slots() -> Mapping[str, tuple[str, float]]:
    """Mainland régions by their direction, from the south by the west, along three sides; the others under."""
    points = centres(Level.REGION)
    x = sum(point[0] for point in points.values()) / len(points)
    y = sum(point[1] for point in points.values()) / len(points)
    order = sorted(points, key=lambda each: atan2(x - points[each][0], points[each][1] - y) % tau)
    under = (*OVERSEAS, OTHERS, UNKNOWN)
    return {**dict(_spread("round", order)), **dict(_spread("under", under))}


def _spread(side: str, ids: Sequence[str]) -> Iterator[tuple[str, tuple[str, float]]]:
    return ((each, (side, (place + 0.5) / len(ids))) for place, each in enumerate(ids))


def _slot(territory: str) -> tuple[str, float]:
    return _slots().get(territory) or _slots()[OTHERS]


def outside(frame: Box) -> Box:
    """The rectangle on which aggregates stand."""
    left, top, right, bottom = frame
    x, y = (left + right) / 2, (top + bottom) / 2
    wide, high = max(LEAST[0], (right - left) / 2 + MARGIN), max(LEAST[1], (bottom - top) / 2 + MARGIN)
    return x - wide, y - high, x + wide, y + high


def _on_path(gone: float, left: float, top: float, right: float, bottom: float) -> Position:
    """Up the left side, along the top, down the right one, without the corner."""
    up, across = (bottom - top) * (1 - CORNER[1]), (right - left) * (1 - CORNER[0])
    if gone <= up:
        return left, bottom - gone
    return (right - across + gone - up, top) if gone <= up + across else (right, top + gone - up - across)
