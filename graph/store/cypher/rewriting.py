"""Setting records of Neo4j to just the claims given: known ones are replaced, new ones added, empty ones removed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from graph.errors import InvalidRecord, UnknownEntity
from graph.model.record import NodeRecord, RelationRecord, claims_from_json
from graph.model.relations import RelationType
from graph.store.base import Changes
from graph.store.cypher import typed
from graph.store.cypher.merging import Merge
from graph.store.cypher.rows import SEPARATOR, node_row, relation_row


class Rewrite(Merge):
    """One call of `rewrite`, inside a transaction: nodes that stay first, then relations, then nodes that leave."""

    def run(self, nodes: Sequence[NodeRecord], relations: Sequence[RelationRecord]) -> Changes:
        by_type: defaultdict[str, dict[tuple[str, ...], RelationRecord]] = defaultdict(dict)
        for relation in relations:
            by_type[relation.type][relation.key] = relation
        changes, leaving = self._rewrite_nodes({node.id: node for node in nodes})
        for kind, same in sorted(by_type.items()):
            changes += self._rewrite_relations(RelationType(kind), list(same.values()))
        self._remove(leaving)
        self._content.write()
        return changes

    def _rewrite_nodes(self, nodes: dict[str, NodeRecord]) -> tuple[Changes, list[str]]:
        known = {row[0]: row[2] for row in self._ask("known_nodes", ids=list(nodes))}
        new: list[NodeRecord] = []
        changed: list[NodeRecord] = []
        gone: list[NodeRecord] = []
        for node in nodes.values():
            before = replace(node, claims=claims_from_json(known[node.id])) if node.id in known else None
            if (before.claims if before else ()) == node.claims:
                continue
            self._content.replace(before, node)
            (gone if not node.claims else changed if before else new).append(node)
        list(self._in_chunks("merge_nodes", map(node_row, new)))
        list(self._in_chunks("change_nodes", map(node_row, changed)))
        counts = Changes(nodes_new=len(new), nodes_changed=len(changed), nodes_gone=len(gone))
        return counts, [node.id for node in gone]

    def _rewrite_relations(self, kind: RelationType, relations: list[RelationRecord]) -> Changes:
        keys = [SEPARATOR.join((tie.source, tie.target, tie.role)) for tie in relations]
        known = {int(at): str(claims) for at, claims in self._in_chunks(typed("known_relations", kind), keys)}
        new: list[tuple[str, RelationRecord]] = []
        changed: list[tuple[str, RelationRecord]] = []
        gone: list[tuple[str, RelationRecord]] = []
        for at, tie in enumerate(relations):
            before = replace(tie, claims=claims_from_json(known[at])) if at in known else None
            if (before.claims if before else ()) == tie.claims:
                continue
            self._content.replace(before, tie)
            (gone if not tie.claims else changed if before else new).append((keys[at], tie))
        self._create(kind, [tie for _, tie in new])
        list(self._in_chunks(typed("change_relations", kind), [relation_row(tie) for _, tie in changed]))
        list(self._in_chunks(typed("remove_relations", kind), [key for key, _ in gone]))
        return Changes(relations_new=len(new), relations_changed=len(changed), relations_gone=len(gone))

    def _create(self, kind: RelationType, ties: list[RelationRecord]) -> None:
        for at, sourceless, targetless, _ in self._known(typed("merge_relations", kind), map(relation_row, ties)):
            if sourceless or targetless:
                raise UnknownEntity(ties[at].source if sourceless else ties[at].target)
        self._place(kind.value, ties)

    def _remove(self, ids: list[str]) -> None:
        for (held,) in self._ask("held_nodes", ids=ids):
            raise InvalidRecord("id", held, "une relation tient encore à cette fiche : retirez-la d’abord")
        list(self._ask("remove_nodes", ids=ids))
