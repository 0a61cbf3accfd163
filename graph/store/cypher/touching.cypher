UNWIND $ids AS id
MATCH (:Entity {id: id})-[link]-()
WITH DISTINCT link
RETURN startNode(link).id AS source, type(link) AS type, endNode(link).id AS target, link.role AS role, link.claims AS claims
ORDER BY source, type, target, role
