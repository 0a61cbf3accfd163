UNWIND $ids AS id
MATCH (node:Entity {id: id})--()
RETURN id
LIMIT 1
