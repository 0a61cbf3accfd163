MATCH (source:Entity)
WHERE source.id >= ''
WITH source ORDER BY source.id
RETURN source.id AS source,
  COLLECT { MATCH (source)-[link]->(target) RETURN [type(link), target.id, link.role, link.claims] } AS links
