UNWIND $ids AS id
MATCH (node:Entity {id: id})
RETURN node.id AS id, node.kind AS kind, node.claims AS claims
