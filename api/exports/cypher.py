r"""A Cypher script: a constraint, then MERGE by batches. Run twice, it changes nothing the second time.

Every node is an `Entrelacs` with a label of its kind. A string never holds a raw line break, so that `;` at the end of
a line always ends a statement; a backslash never stands before a `u`, since Neo4j reads `\u0027` as a quote wherever
it stands in a query, even after another backslash.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO

from api.exports.about import About
from api.exports.extract import Extract, Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import Survey
from graph.model.record import canonical_json

ROWS_AT_ONCE = 500
CONSTRAINT = "CREATE CONSTRAINT entrelacs_id IF NOT EXISTS FOR (n:Entrelacs) REQUIRE n.id IS UNIQUE;\n"
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BEFORE_U = re.compile(r"\\(?=[uU])")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def write(taken: Extract, seen: Survey, told: About, file: BinaryIO, clean: Cleaner) -> None:
    out = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    for label, text in told.lines():
        out.write(f"// {_comment(clean(f'{label} : {text}'))}\n")
    out.write("// À charger par cypher-shell -f, ou par le navigateur de Neo4j ; relancé, il ne change rien.\n")
    out.write(CONSTRAINT)
    out.write(f"MERGE (e:EntrelacsExport {{revision: {literal(told.revision, clean)}}}) ")
    out.write(f"SET e += {_map({**told.flat(), 'revision': None}, clean)};\n")
    _batches(out, ((node.kind, _node_row(node, clean)) for node in taken.nodes()), _nodes)
    _batches(out, ((link.type, _link_row(link, clean)) for link in taken.links()), _links)
    if said := clean.words():
        out.write(f"// {said}\n")
    out.flush()
    out.detach()


_Statement = Callable[[str, list[str]], str]


def _batches(out: io.TextIOWrapper, rows: Iterable[tuple[str, str]], statement: _Statement) -> None:
    waiting: dict[str, list[str]] = {}
    for kind, row in rows:
        some = waiting.setdefault(kind, [])
        some.append(row)
        if len(some) == ROWS_AT_ONCE:
            out.write(statement(kind, some))
            some.clear()
    for kind in sorted(waiting):
        if waiting[kind]:
            out.write(statement(kind, waiting[kind]))


def _nodes(kind: str, rows: list[str]) -> str:
    return f"UNWIND [{', '.join(rows)}] AS row MERGE (n:Entrelacs {{id: row.id}}) SET n:{_name(kind)}, n += row.said;\n"


def _links(kind: str, rows: list[str]) -> str:
    return (
        f"UNWIND [{', '.join(rows)}] AS row MATCH (a:Entrelacs {{id: row.source}}), (b:Entrelacs {{id: row.target}}) "
        f"MERGE (a)-[r:{_name(kind)} {{role: row.role}}]->(b) SET r += row.said;\n"
    )


def _node_row(node: Node, clean: Cleaner) -> str:
    said = {"label": node.label, "names": list(node.names), "statuses": node.statuses, "sources": node.sources}
    own = {f"p_{name}" if name in (*said, "id") else name: value for name, value in node.properties.items()}
    return f"{{id: {literal(node.id, clean)}, said: {_map({**own, **said}, clean)}}}"


def _link_row(link: Link, clean: Cleaner) -> str:
    ends = (f"{name}: {literal(getattr(link, name), clean)}" for name in ("source", "target", "role"))
    own = {f"p_{name}" if name in ("role", "statuses", "sources") else name: v for name, v in link.properties.items()}
    return f"{{{', '.join(ends)}, said: {_map({**own, 'statuses': link.statuses, 'sources': link.sources}, clean)}}}"


def _map(values: Mapping[str, object], clean: Cleaner) -> str:
    cells = (f"{_name(clean(name))}: {literal(value, clean)}" for name, value in values.items() if value is not None)
    return f"{{{', '.join(cells)}}}"


def literal(value: object, clean: Cleaner) -> str:
    """A value that Neo4j can keep: what is nested, or a list of several types, is a text of JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return json.dumps(value).replace("e+", "e")
    if isinstance(value, str):
        return _quoted(clean(value))
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return f"[{', '.join(_quoted(clean(part)) for part in value)}]"
    return _quoted(clean(canonical_json(value)))


def _quoted(text: str) -> str:
    """`'…'`; a backslash before a u ends its string, and the rest follows as another."""
    return " + ".join(f"'{part.translate(_ESCAPES)}'" for part in _parts(text))


def _parts(text: str) -> list[str]:
    cut = [found.end() for found in _BEFORE_U.finditer(text)]
    return [text[start:end] for start, end in zip([0, *cut], [*cut, len(text)], strict=True)]


def _name(name: str) -> str:
    """A name of ours as it is; any other between backticks, without what could end it or be read as an escape."""
    if _WORD.fullmatch(name):
        return name
    return "`" + re.sub(r"[`\\\s]", "_", name) + "`"


def _comment(text: str) -> str:
    """One line, and no escape that would be read as a line break."""
    return " ".join(text.replace("\\", "/").split())
