MATCH (:Entity {id: $id})<-[:ADDRESSES]-(node:Actor|Experiment|Alliance)
RETURN DISTINCT node.id AS id
