MATCH (node:Entity {id: $id})
RETURN node.kind AS kind, node.claims AS claims
