MATCH (place:Placed) WHERE $id IN place.holders
MATCH (place)<-[:ACTS_IN]-(event:Actor|Experiment|Alliance)
RETURN DISTINCT event.id AS id
