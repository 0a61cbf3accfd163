UNWIND $ids AS id
MATCH (:Entity {id: id})-[:PARTICIPATES_IN]-(neighbour:Actor|Experiment|Alliance)
RETURN DISTINCT id, neighbour.id AS neighbour
