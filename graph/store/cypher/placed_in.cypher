MATCH (place:Placed) WHERE $id IN place.holders
MATCH (place)<-[link:ACTS_IN]-(event)
WHERE $seats OR NOT link.document CONTAINS '"located_by":"seat"'
RETURN DISTINCT event.id AS id
