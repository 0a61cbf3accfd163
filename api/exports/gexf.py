"""GEXF 1.3, for Gephi and its kin: attributes first, then nodes, then edges."""

import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from api.exports.about import About
from api.exports.extract import Extract, Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import TEXT, Survey, said_cell

_OF_NODE = ("kind", "names", "statuses", "sources")
_OF_EDGE = ("type", "role", "statuses", "sources")


def write(taken: Extract, seen: Survey, told: About, file: BinaryIO, clean: Cleaner) -> None:
    out = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    out.write(_meta(told, clean))
    out.write('<graph defaultedgetype="directed" mode="static">\n')
    out.write(_attributes("node", _OF_NODE, seen.names_of_nodes, seen.shapes, clean))
    out.write(_attributes("edge", _OF_EDGE, seen.names_of_links, seen.shapes, clean))
    out.write("<nodes>\n")
    for node in taken.nodes():
        out.write(_node(node, clean))
    out.write("</nodes>\n<edges>\n")
    for number, link in enumerate(taken.links()):
        out.write(_edge(number, link, clean))
    out.write("</edges>\n</graph>\n")
    if said := clean.words():  # known at the end alone
        out.write(f"<!-- {said} -->\n")
    out.write("</gexf>\n")
    out.flush()
    out.detach()


def _meta(told: About, clean: Cleaner) -> str:
    words = " — ".join(f"{label} : {text}" for label, text in told.lines())
    return (
        f'<meta lastmodifieddate="{told.day.isoformat()}"><creator>Entrelacs</creator>'
        f"<description>{clean.xml(words)}</description></meta>\n"
    )


def _attributes(target: str, own: Iterable[str], said: Iterable[str], shapes: Mapping[str, str], clean: Cleaner) -> str:
    named = [(name, name, TEXT) for name in own]
    named += [(f"p_{name}", f"p_{name}" if (name, name, TEXT) in named else name, shapes[name]) for name in said]
    lines = [
        f'<attribute id={clean.attribute(own_id)} title={clean.attribute(title)} type="{shape}"/>'
        for own_id, title, shape in named
    ]
    return "\n".join([f'<attributes class="{target}">', *lines, "</attributes>\n"])


def _node(node: Node, clean: Cleaner) -> str:
    said = _values({"kind": node.kind, "names": list(node.names), **_common(node)}, clean)
    return f"<node id={clean.attribute(node.id)} label={clean.attribute(node.label)}>{said}</node>\n"


def _edge(number: int, link: Link, clean: Cleaner) -> str:
    ends = f"source={clean.attribute(link.source)} target={clean.attribute(link.target)}"
    said = _values({"type": link.type, "role": link.role, **_common(link)}, clean)
    return f'<edge id="{number}" {ends} label={clean.attribute(link.type)}>{said}</edge>\n'


def _common(row: Node | Link) -> dict[str, object]:
    said = {f"p_{name}": value for name, value in row.properties.items()}
    return {"statuses": row.statuses, "sources": row.sources, **said}


def _values(values: Mapping[str, object], clean: Cleaner) -> str:
    cells = "".join(
        f"<attvalue for={clean.attribute(key)} value={clean.attribute(said_cell(value))}/>"
        for key, value in values.items()
        if value not in (None, [], "")
    )
    return f"<attvalues>{cells}</attvalues>"
