UNWIND $among AS id
MATCH (:Entity {id: id})-[link:TYPE]-()
WHERE link.document CONTAINS $saying
WITH DISTINCT link, startNode(link) AS source, endNode(link) AS target
WHERE source.id >= $after
WITH source.id AS source, collect([target.id, link.role, link.document]) AS links
RETURN source, links
ORDER BY source
