"""Generated subgraphs: small two-mode graphs whose every field is known."""

import random

from graph.model.record import Json, Value
from graph.model.subgraph import LinkView, NodeView, Subgraph
from visualisations.marks import ACTORS

SYLLABLES = ("ba", "lo", "mi", "ré", "tan", "vel", "cor", "ju", "sé", "nou", "par", "dil")


def origin(line: int, status: str = "synthetique") -> Json:
    return {
        "source": "demonstration", "run": "0123456789abcdef", "line": line, "rows": 1,
        "stated_as": None, "vintage": "2026", "status": status,
    }  # fmt: skip


def node(
    node_id: str, kind: str, label: str, *, degree: int = 1, distance: int = 1, line: int = 2, **said: Value
) -> NodeView:
    return NodeView(
        id=node_id, kind=kind, label=label, degree=degree, distance=distance, properties={key: value for key, value in said.items() if value is not None},
        territories=[], themes=[], statuses=["synthetique"], origins=[origin(line)],
    )  # fmt: skip


def link(
    source: str,
    target: str,
    role: str = "partenaire",
    line: int = 2,
    start: str | None = "2016",
    end: str | None = None,
) -> LinkView:
    return LinkView(
        source=source, target=target, type="PARTICIPATES_IN", role=role, start=start, end=end, properties={},
        origins=[origin(line)],
    )  # fmt: skip


def subgraph(nodes: list[NodeView], links: list[LinkView], *, total: int | None = None, depth: int = 2) -> Subgraph:
    total = len(nodes) if total is None else total
    return Subgraph(
        nodes[0]["id"], depth, 500, nodes, links, total > len(nodes), total, "limit" if total > len(nodes) else None
    )


def generated(count: int, seed: int = 1) -> Subgraph:
    """`count` nodes round one actor: a fifth are experiments, actors join one to three of them near their own number."""
    chance = random.Random(seed)
    experiments = [f"exp:demonstration:{i}" for i in range(max(1, count // 5))]
    actors = [f"mention:{i:016x}" for i in range(count - len(experiments))]
    links: dict[tuple[str, str], LinkView] = {}
    for place, actor in enumerate(actors):
        home = place * len(experiments) // len(actors)
        for experiment in {
            home,
            *(min(len(experiments) - 1, home + chance.choice((0, 0, 1, 1, 2, 9))) for _ in range(2)),
        }:
            key = (actor, experiments[experiment])
            links[key] = link(
                *key,
                role=chance.choice(("porteur", "partenaire", "financeur")),
                line=place + 2,
                start=str(2010 + place % 10),
            )
    degrees = {name: sum(name in key for key in links) for name in (*actors, *experiments)}
    profiles = [*ACTORS, None]
    named = [
        node(
            a,
            "Actor",
            name(chance),
            degree=degrees[a],
            line=i + 2,
            profile=profiles[i % 13],
        )
        for i, a in enumerate(actors)
    ]
    projects = [
        node(e, "Experiment", f"EXP-{i} · {name(chance)}", degree=degrees[e], line=i + 2, start="2016")
        for i, e in enumerate(experiments)
    ]
    nodes = [named[0], *projects, *named[1:]]
    return subgraph(nodes, list(links.values()))


def name(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).capitalize()
        for _ in range(chance.choice((1, 2, 3)))
    )
