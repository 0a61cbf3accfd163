MATCH (node:Entity {id: $id})
RETURN CASE $direction
  WHEN 'out' THEN COUNT { (node)-[link]->() WHERE type(link) IN $types }
  WHEN 'in' THEN COUNT { (node)<-[link]-() WHERE type(link) IN $types }
  ELSE COUNT { (node)-[link]-() WHERE type(link) IN $types }
END AS total
