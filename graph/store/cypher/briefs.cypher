UNWIND $ids AS id
MATCH (node:Entity {id: id})
RETURN node.id AS id, node.kind AS kind, node.profile AS profile, node.document AS document
