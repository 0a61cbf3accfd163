MATCH (node:Entity)
WHERE node.id >= ''
RETURN node.id AS id, node.kind AS kind, node.claims AS claims
ORDER BY id
