UNWIND $ids AS id
MATCH (node:Entity {id: id})
DELETE node
