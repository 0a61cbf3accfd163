"""GraphML, for networkx, Gephi, yEd, Cytoscape: names of properties first, then nodes, then edges."""

import io
from collections.abc import Mapping
from typing import BinaryIO

from api.exports.about import About
from api.exports.extract import Extract, Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import TEXT, Survey, said_cell

_OWN = ("kind", "label", "names", "type", "role", "statuses", "sources")
_OF_GRAPH = (
    "title", "date", "revision", "selection", "graph_sources", "licences", "notice", "caveat", "removed_characters",
)  # fmt: skip


def write(taken: Extract, seen: Survey, told: About, file: BinaryIO, clean: Cleaner) -> None:
    out = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for name in _OF_GRAPH:
        out.write(_key(name, "graph", name, TEXT, clean))
    for name in _OWN:
        out.write(_key(name, "all", name, TEXT, clean))
    for name in seen.names:
        out.write(_key(f"p_{name}", "all", f"p_{name}" if name in _OWN else name, seen.shapes[name], clean))
    said = told.flat()
    out.write('<graph id="entrelacs" edgedefault="directed">\n')
    out.write(_cells({"graph_sources": said.pop("sources"), **said}, clean))
    for node in taken.nodes():
        out.write(_node(node, clean))
    for link in taken.links():
        out.write(_edge(link, clean))
    if clean.removed:  # known at the end alone
        out.write(_cells({"removed_characters": clean.removed}, clean))
    out.write("</graph>\n</graphml>\n")
    out.flush()
    out.detach()


def _key(own: str, target: str, name: str, shape: str, clean: Cleaner) -> str:
    named = clean.attribute(name)
    return f'<key id={clean.attribute(own)} for="{target}" attr.name={named} attr.type="{shape}"/>\n'


def _node(node: Node, clean: Cleaner) -> str:
    data = {"kind": node.kind, "label": node.label, "names": list(node.names), **_common(node)}
    return f"<node id={clean.attribute(node.id)}>{_cells(data, clean)}</node>\n"


def _edge(link: Link, clean: Cleaner) -> str:
    ends = f"source={clean.attribute(link.source)} target={clean.attribute(link.target)}"
    return f"<edge {ends}>{_cells({'type': link.type, 'role': link.role, **_common(link)}, clean)}</edge>\n"


def _common(row: Node | Link) -> dict[str, object]:
    said = {f"p_{name}": value for name, value in row.properties.items()}
    return {"statuses": row.statuses, "sources": row.sources, **said}


def _cells(values: Mapping[str, object], clean: Cleaner) -> str:
    return "".join(
        f"<data key={clean.attribute(key)}>{clean.xml(said_cell(value))}</data>"
        for key, value in values.items()
        if value not in (None, [], "")
    )
