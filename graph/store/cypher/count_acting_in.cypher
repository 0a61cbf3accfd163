MATCH (place:Placed) WHERE $id IN place.holders
MATCH (place)<-[:ACTS_IN]-(event)
RETURN count(DISTINCT event) AS total
