CALL () { MATCH (node:Entity) WHERE node.id < $id RETURN node.id AS id ORDER BY node.id DESC LIMIT 3 }
RETURN id
UNION ALL
CALL () { MATCH (node:Entity) WHERE node.id > $id RETURN node.id AS id ORDER BY node.id LIMIT 3 }
RETURN id
