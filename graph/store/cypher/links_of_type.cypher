MATCH (source:Entity)
WHERE source.id >= $after
WITH source ORDER BY source.id
WITH source, COLLECT {
  MATCH (source)-[link:TYPE]->(target)
  WHERE link.document CONTAINS $saying
  RETURN [target.id, link.role, link.document]
} AS links
WHERE size(links) > 0
RETURN source.id AS source, links
