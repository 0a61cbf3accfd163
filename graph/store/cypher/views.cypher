UNWIND $ids AS id
MATCH (node:Entity {id: id})
RETURN node.id AS id, node.kind AS kind,
  COUNT { MATCH (node)-[:PARTICIPATES_IN]-(neighbour) RETURN DISTINCT neighbour } AS degree,
  node.document AS document,
  COLLECT { MATCH (node)-[:ACTS_IN|SITUATED_IN]->(place) RETURN DISTINCT place.id } AS places,
  COLLECT { MATCH (node)-[:ADDRESSES]->(theme) RETURN DISTINCT theme.id } AS themes
