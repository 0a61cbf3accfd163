MATCH (source:Entity)
WHERE source.id >= '' AND $kind IS NOT NULL
WITH source ORDER BY source.id
WITH source, COLLECT {
  MATCH (source)-[link:$any($types)]->(target)
  RETURN [type(link), target.id, link.role, link.claims]
} AS links
WHERE size(links) > 0
RETURN source.id AS source, links
