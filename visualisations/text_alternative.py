"""What a picture says, without the picture: one sentence and tables with the same nodes and relations."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from graph.language import N_, NN_, _
from graph.model.counting import count, listed
from graph.model.french_dates import period
from graph.model.subgraph import LinkView, NodeView
from visualisations import marks, words
from visualisations.selection import Selection, profile

SheetUrl: TypeAlias = Callable[[str, str], str | None]
"""(id, node kind) → address of its sheet, None where it has none."""

UNDATED = N_("date non dite")

STEPS = {1: N_("à un pas"), 2: N_("à deux pas"), 3: N_("à trois pas")}

NAMED = ("major", "flagged", "to_check")
"""Verdicts whose territories are named in a summary."""

PLURALS = {
    "Actor": NN_("acteur", "acteurs"),
    "Experiment": NN_("expérimentation", "expérimentations"),
    "Alliance": NN_("alliance", "alliances"),
    "Programme": NN_("programme", "programmes"),
    "Territory": NN_("territoire", "territoires"),
    "Theme": NN_("thème", "thèmes"),
    "Document": NN_("document", "documents"),
    "Statement": NN_("énoncé", "énoncés"),
}


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as the table and the picture say it. `number` is the one written in its mark, None for an actor."""

    id: str
    kind: str
    name: str
    code: str
    word: str
    number: int | None
    href: str | None
    degree: int
    dates: str
    origins: str
    stands_for: int = 0
    """Of an aggregate, the nodes that it counts; `opens` says where its `href` leads."""
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relation as the table and the picture say it. `weight`: how many an aggregate's stands for."""

    source: NodeRow
    target: NodeRow
    role: str
    dates: str
    origins: str
    weight: int = 1


def node_rows(selection: Selection, sheet_url: SheetUrl | None = None) -> list[NodeRow]:
    """In the order drawn; what is not an actor is numbered from 1 in that order."""
    numbered = [node["id"] for node in selection.nodes if node["kind"] != "Actor"]
    numbers = {node_id: place for place, node_id in enumerate(numbered, start=1)}
    return [_node_row(node, numbers.get(node["id"]), sheet_url) for node in selection.nodes]


def _node_row(node: NodeView, number: int | None, sheet_url: SheetUrl | None) -> NodeRow:
    code, mark = marks.of_node(node["kind"], profile(node))
    start, end = (
        stated if isinstance(stated := node["properties"].get(name), str) else None for name in ("start", "end")
    )
    dated = period(start, end, _(UNDATED))
    return NodeRow(
        id=node["id"],
        kind=node["kind"],
        name=node["label"],
        code=code,
        word=mark.word,
        number=number,
        href=safe_href(sheet_url(node["id"], node["kind"]) if sheet_url else None),
        degree=node["degree"],
        dates=dated if node["kind"] != "Actor" else "",
        origins=words.origins(node["origins"]),
    )


def safe_href(address: str | None) -> str | None:
    """The address when it is a page: a path of this site or http(s). Anything else (`javascript:`) is dropped."""
    if address is None or any(ord(sign) < 33 for sign in address):
        return None
    own_page = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own_page or address.startswith(("https://", "http://", "#")) else None


def link_rows(selection: Selection, nodes: list[NodeRow]) -> list[LinkRow]:
    by_id = {node.id: node for node in nodes}
    return [_link_row(link, by_id) for link in selection.links]


def _link_row(link: LinkView, by_id: dict[str, NodeRow]) -> LinkRow:
    return LinkRow(
        source=by_id[link["source"]],
        target=by_id[link["target"]],
        role=words.role(link),
        dates=period(link["start"], link["end"], _(UNDATED)),
        origins=words.origins(link["origins"]),
    )


def network_summary(selection: Selection) -> str:
    """« 34 acteurs et 9 expérimentations à deux pas, 58 relations. » — what the picture holds, in one sentence."""
    kinds = Counter(node["kind"] for node in selection.nodes if node["id"] != selection.centre)
    counts = [count(kinds[kind], *PLURALS[kind]) for kind in PLURALS if kinds[kind]]
    if not counts:
        return _("Aucune relation recensée autour de cette fiche\u202f; cela ne veut pas dire qu’il n’y en a pas.")
    relations = count(len(selection.links), "relation recensée", "relations recensées")
    near = f" {_(STEPS[selection.depth])}" if selection.depth in STEPS else ""
    return f"{listed(counts)}{near}, {relations}."


def with_aggregates(summary: str, aggregates: int) -> str:
    """The sentence on a picture that stands for what it does not draw."""
    if not aggregates:
        return summary
    told = count(aggregates, "agrégat")
    return _("%(summary)s\u202f; %(told)s pour ce qui n’est pas dessiné.", summary=summary.removesuffix("."), told=told)


def gaps_summary(rows: Sequence[Mapping[str, Any]]) -> str:
    """« majeur : Occitanie ; rien à signaler : 12 territoires. » — named where there is a gap, counted elsewhere."""
    said = []
    for code, mark in marks.VERDICTS.items():
        names = [str(row["territory"]["name"]) for row in rows if row["verdict"] == code]
        if names and code in NAMED and len(names) <= 12:
            said.append(f"{mark.word}\u202f: {listed(names)}")
        elif names:
            said.append(f"{mark.word}\u202f: {count(len(names), 'territoire', 'territoires')}")
    told = "\u202f; ".join(said) or _("Aucun territoire")
    return _("%(told)s. Même contenu que le tableau.", told=told)
