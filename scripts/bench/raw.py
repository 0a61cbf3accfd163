"""The bare driver writing what the Neo4j store writes of a file: the rate that the store is held against.

`UNWIND $rows` in batches of 10 000, MERGE on the key then SET, nodes first, both ends of a relation matched by the
unique id: the way that was found fastest for a bare driver. The rows are made beforehand and are not in the time.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, LiteralString, TypeAlias, cast

from graph.model.record import NodeRecord, RelationRecord
from graph.store.cypher.rows import spaced
from graph.store.search import codes, folded_names
from graph.store.views import link_document, node_document, years
from tests.support.server import Server, connect

BATCH = 10_000
Rows: TypeAlias = list[dict[str, Any]]


class RawRows:
    """Plain rows of records: one map of properties each, as the store keeps them."""

    def __init__(self, records: Sequence[NodeRecord | RelationRecord]) -> None:
        self.nodes: dict[str, Rows] = defaultdict(list)
        self.relations: dict[str, Rows] = defaultdict(list)
        for record in records:
            if isinstance(record, NodeRecord):
                self.nodes[record.kind].append({"id": record.id, "said": _node(record)})
            else:
                self.relations[record.type].append(
                    {"source": record.source, "target": record.target, "role": record.role, "said": _relation(record)}
                )

    def write(self, server: Server) -> None:
        with connect(server.uri, server.user, server.password) as driver, driver.session() as session:
            for query, rows in self._batches():
                session.execute_write(
                    lambda transaction, query=query, rows=rows: transaction.run(query, rows=rows).consume()
                )

    def _batches(self) -> Iterator[tuple[LiteralString, Rows]]:
        for kind, rows in self.nodes.items():
            query = f"UNWIND $rows AS row MERGE (n:Entity {{id: row.id}}) SET n += row.said, n:{kind}"
            yield from ((cast(LiteralString, query), chunk) for chunk in _chunks(rows))
        for kind, rows in self.relations.items():
            query = (
                "UNWIND $rows AS row MATCH (a:Entity {id: row.source}) MATCH (b:Entity {id: row.target}) "
                f"MERGE (a)-[r:{kind} {{role: row.role}}]->(b) SET r += row.said"
            )
            yield from ((cast(LiteralString, query), chunk) for chunk in _chunks(rows))


def _chunks(rows: Rows) -> Iterator[Rows]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _node(record: NodeRecord) -> dict[str, Any]:
    first, last = years(record)
    return {
        "kind": record.kind, "claims": record.claims_json, "document": node_document(record),
        "names": spaced(folded_names(record.labels)), "codes": " ".join(codes(record)),
        "profile": record.properties.get("profile"), "first": first, "last": last,
    }  # fmt: skip


def _relation(record: RelationRecord) -> dict[str, Any]:
    return {"claims": record.claims_json, "document": link_document(record)}
