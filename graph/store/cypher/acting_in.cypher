// One relation for each event: the one whose target comes first.
MATCH (place:Placed) WHERE $id IN place.holders
MATCH (place)<-[link:ACTS_IN]-(event)
WHERE event.id > $after AND ($seats OR NOT link.document CONTAINS '"located_by":"seat"')
WITH event, link, place ORDER BY place.id, link.role
WITH event.id AS source, collect(link)[0] AS link
ORDER BY source LIMIT $room
RETURN source, type(link) AS type, endNode(link).id AS target, link.role AS role, link.claims AS claims
