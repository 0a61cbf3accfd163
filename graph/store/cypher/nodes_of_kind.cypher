MATCH (node:Entity)
WHERE node.id >= '' AND node.kind = $kind AND $types IS NOT NULL
RETURN node.id AS id, node.kind AS kind, node.claims AS claims
ORDER BY id
