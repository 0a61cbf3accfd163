MATCH (node:Entity)
WHERE node.id >= '' AND node.claims CONTAINS $text
RETURN node.id AS id, node.kind AS kind, node.claims AS claims
ORDER BY id
