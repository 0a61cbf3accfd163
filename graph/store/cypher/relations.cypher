MATCH (node:Entity {id: $id})-[link]-()
WHERE type(link) IN $types AND ($direction = 'both' OR ($direction = 'out') = (startNode(link) = node)
  OR startNode(link) = endNode(link))
WITH DISTINCT link, startNode(link).id AS source, type(link) AS type, endNode(link).id AS target, link.role AS role
WHERE type > $after[0] OR type = $after[0] AND (source > $after[1] OR source = $after[1]
  AND (target > $after[2] OR target = $after[2] AND role > $after[3]))
RETURN source, type, target, role, link.claims AS claims
ORDER BY type, source, target, role
LIMIT $room
