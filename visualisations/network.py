"""A subgraph drawn as a network. The only module that knows pyvis.

pyvis keeps the data model of vis-network (nodes, edges, options). Its own pages call other machines, run tooltips as
HTML and cannot be read by ear, so the page is our template around its data: see docs/adr/0005.
Nothing of the data is ever markup: it travels as escaped JSON, and `network.js` writes it as text nodes.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graph.language import _, gettext, ngettext, spoken
from graph.model.typography import number
from visualisations import aggregates, marks, texts, words
from visualisations.channels import Hues, Sizes
from visualisations.layout import Position, positions
from visualisations.script_data import script_json
from visualisations.selection import LINKS_DEFAULT, NODES_DEFAULT, Selection, Source, select
from visualisations.text_alternative import (
    LinkRow,
    NodeRow,
    SheetUrl,
    link_rows,
    network_summary,
    node_rows,
    with_aggregates,
)

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
SCRIPTS = ("texts.js", "vis-network.min.js", "network.js")
"""Static scripts of a page that shows a fragment: in this order, right after the figure and before the tables."""

EXPLORER = ("network-files.js", "explorer.js")
"""Static scripts of a page where the picture is explored: after the tables, in this order."""

STYLES = ("palette.css", "visualisations.css")
"""Static style sheets of every picture."""

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "nodes": {"shape": "custom"},
    "edges": {"smooth": False, "width": 1.2, "hoverWidth": 1.2, "selectionWidth": 1.2},
    "interaction": {
        "hover": True, "dragNodes": False, "zoomView": False,
        "keyboard": False, "multiselect": False, "navigationButtons": False,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a picture says of itself. `generated_at` is a date as read; `sources` are names, `licence` a sentence."""

    revision: str | None = None
    generated_at: str | None = None
    sources: Sequence[str] = ()
    licence: str = field(
        default_factory=lambda: _("Entrelacs, licence Apache-2.0 ; données sous la licence de chaque source")
    )


@dataclass(frozen=True, slots=True)
class Fragment:
    """The pieces of a drawn network, to place in a page that loads STYLES and SCRIPTS.

    `figure` holds the picture, its legend and its data; `tables` the same content to read; `summary` one sentence;
    `left_out` sentences on what was cut, `of_aggregates` those of them on what stands for it; `synthetic` obliges the
    strip.
    """

    figure: Markup
    tables: Markup
    summary: str
    left_out: tuple[str, ...]
    synthetic: bool
    nodes: list[NodeRow] = field(repr=False)
    links: list[LinkRow] = field(repr=False)
    of_aggregates: tuple[str, ...] = ()


def fragment(
    subgraph: Source,
    *,
    sheet_url: SheetUrl | None = None,
    label: str | None = None,
    nodes_limit: int = NODES_DEFAULT,
    links_limit: int = LINKS_DEFAULT,
    seed: int = 0,
    hues: Hues | None = None,
    sizes: Sizes | None = None,
    about: Mapping[str, Any] | None = None,
    groups: aggregates.Aggregates = (),
    narrowing: aggregates.Narrowing | None = None,
    places: Mapping[str, Position] | None = None,
) -> Fragment:
    """Draw a subgraph (or its JSON document). Raises InvalidInput for limits out of bounds.

    `about` (title, date, revision, sources, licence, address) is what the images and files made from the picture say
    of themselves; with it the tools of EXPLORER, which the page then loads after the tables, have their place.
    `groups` stand round the picture for what it leaves out; `narrowing` says where they lead. `places` are those of
    every node of pictures that follow one another: each is then framed as they all are.
    """
    selection = select(subgraph, nodes_limit, links_limit, grouped=bool(groups))
    nodes = node_rows(selection, sheet_url)
    links = link_rows(selection, nodes)
    told = aggregates.told(groups, nodes, narrowing)
    summary = with_aggregates(network_summary(selection), len(told.nodes))
    shown = {
        "label": label or _("Réseau dessiné"),
        "summary": summary,
        "data": script_json({**_drawing(selection, nodes, links, seed, hues, sizes, told, places), "about": about}),
        "legend": marks.legend([node.code for node in (*nodes, *told.nodes)]),
        "grouped": bool(told.nodes),
        "numbered": any(node.number for node in nodes),
        "hues": hues,
        "sizes": sizes,
        "explorer": about is not None,
    }
    tables = {
        "nodes": [*nodes, *told.nodes], "links": [*links, *told.links],
        "mark": lambda code: marks.with_word(marks.of_code(code)), "said": number,
    }  # fmt: skip
    return Fragment(
        figure=Markup(_templates().get_template("network_figure.html").render(shown)),
        tables=Markup(_templates().get_template("network_tables.html").render(tables)),
        summary=summary,
        left_out=(*selection.left_out, *told.said),
        synthetic=selection.synthetic,
        nodes=nodes,
        links=links,
        of_aggregates=tuple(told.said),
    )


def unfolding(subgraph: Source, sheet_url: SheetUrl | None = None) -> Mapping[str, Any]:
    """What `explorer.js` adds to a picture: the nodes, relations and marks of one more neighbourhood."""
    selection = select(subgraph, NODES_DEFAULT, LINKS_DEFAULT)
    nodes = node_rows(selection, sheet_url)
    drawn = _drawing(selection, nodes, link_rows(selection, nodes), 0, None, None)
    return {name: drawn[name] for name in ("nodes", "edges", "marks")} | {"left_out": list(selection.left_out)}


def render(
    subgraph: Source,
    *,
    title: str,
    sheet_url: SheetUrl | None = None,
    standalone: bool = True,
    static_url: str = "/static/visualisations",
    notices: Sequence[str] = (),
    provenance: Provenance | None = None,
    nodes_limit: int = NODES_DEFAULT,
    links_limit: int = LINKS_DEFAULT,
    seed: int = 0,
) -> str:
    """A whole HTML page. `standalone` inlines scripts and styles, so that one file is enough, off line too."""
    drawn = fragment(
        subgraph, sheet_url=sheet_url, label=title, nodes_limit=nodes_limit, links_limit=links_limit, seed=seed
    )
    page = {
        "language": spoken().code,
        "title": title,
        "drawn": drawn,
        "notices": tuple(notices),
        "strip": _(words.SYNTHETIC_STRIP) if drawn.synthetic else None,
        "provenance": provenance or Provenance(),
        "styles": [Markup(_static(name)) for name in (*STYLES, "page.css")] if standalone else [],
        "scripts": [Markup(_static(name)) for name in SCRIPTS] if standalone else [],
        "style_urls": [] if standalone else [f"{static_url}/{name}" for name in (*STYLES, "page.css")],
        "texts": texts.block(STATIC / "network.js"),
        "script_urls": [] if standalone else [f"{static_url}/{name}" for name in SCRIPTS],
        "policy": content_security_policy() if standalone else None,
    }
    return _templates().get_template("network_page.html").render(page)


@cache
def content_security_policy() -> str:
    """The policy of a standalone page: its own scripts and styles by their hash, nothing from anywhere else."""
    scripts, styles = (
        " ".join(f"'sha256-{_digest(_static(name))}'" for name in names) for names in (SCRIPTS, (*STYLES, "page.css"))
    )
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def warm_up() -> None:
    """Import what drawing needs (pyvis takes a second or two), so that the first reader does not wait for it."""
    import rustworkx  # noqa: F401
    import scipy.spatial  # noqa: F401
    from pyvis.network import Network

    Network(cdn_resources="remote")


def _drawing(
    selection: Selection,
    nodes: list[NodeRow],
    links: list[LinkRow],
    seed: int,
    hues: Hues | None,
    sizes: Sizes | None,
    told: aggregates.Told = aggregates.NONE,
    shared: Mapping[str, Position] | None = None,
) -> Mapping[str, Any]:
    """Everything `network.js` needs: pyvis's nodes, edges and options, and the marks of the kinds present."""
    from pyvis.network import Network

    index = {node.id: place for place, node in enumerate(nodes)}
    ends = [(index[link.source.id], index[link.target.id]) for link in links]
    net = Network(cdn_resources="remote")
    net.set_options(json.dumps(OPTIONS))
    places = [shared[node.id] for node in nodes] if shared else positions(len(nodes), ends, seed)
    frame = aggregates.frame_of([*shared.values()] if shared else places)
    around = aggregates.placed([group.id for group in told.nodes], frame)
    every, index = [*nodes, *told.nodes], index | {group.id: len(nodes) + at for at, group in enumerate(told.nodes)}
    net.nodes = [
        _node(place, node, where, selection.centre, hues, sizes)
        for place, (node, where) in enumerate(zip(every, [*places, *around], strict=True))
    ]
    net.edges = [_edge(place, link, index) for place, link in enumerate((*links, *told.links))]
    drawn_nodes, drawn_edges, *_, options = net.get_network_data()
    return {
        "nodes": drawn_nodes,
        "edges": drawn_edges,
        "options": json.loads(options),
        "marks": {code: _mark(code) for code in sorted({node.code for node in every})},
        "frame": aggregates.outside(frame) if shared else None,
    }


def _edge(place: int, link: LinkRow, index: Mapping[str, int]) -> dict[str, Any]:
    """A line to an aggregate grows with the logarithm of what it stands for."""
    made: dict[str, Any] = {
        "id": place, "from": index[link.source.id], "to": index[link.target.id],
        "role": link.role, "dates": link.dates, "origins": link.origins,
    }  # fmt: skip
    if link.target.stands_for:
        made |= {"weight": link.weight, "width": round(min(6.0, 0.6 + 0.6 * link.weight.bit_length()), 1)}
    return made


def _node(
    place: int, node: NodeRow, position: tuple[float, float], centre: str, hues: Hues | None, sizes: Sizes | None
) -> dict[str, Any]:
    """`size` is half the width of the mark: it grows with the logarithm of the number of known relations."""
    grown = 11.0 if node.number else min(15.0, 6.5 + 1.6 * (1 + node.degree).bit_length())
    if sizes is not None:
        grown = sizes.by_node.get(node.id, grown)
    if node.stands_for:
        grown = min(24.0, 13.0 + 1.2 * node.stands_for.bit_length())
    hue = hues.by_node.get(node.id) if hues else None
    return {
        "id": place, "key": node.id, "kind": node.kind, "hue": hue,
        "name": node.name, "group": node.code, "word": node.word, "number": node.number,
        "x": position[0], "y": position[1], "size": 15.0 if node.id == centre and sizes is None else grown,
        "centre": node.id == centre, "href": node.href, "degree": node.degree,
        "dates": node.dates, "origins": node.origins,
        **({"count": node.stands_for, "opens": node.opens} if node.stands_for else {}),
    }  # fmt: skip


def _mark(code: str) -> dict[str, str]:
    mark = marks.of_code(code)
    return {"path": mark.path, "fill": mark.fill.value, "hue": mark.hue, "word": mark.word}


@lru_cache(maxsize=8)
def _static(name: str) -> str:
    """A file of ours, as inlined; it must not hold `</script` or `</style` (a test reads them all)."""
    return (STATIC / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    return made
