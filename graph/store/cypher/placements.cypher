MATCH (event:Experiment|Alliance)
WITH event ORDER BY event.id
RETURN event.id AS event,
  COLLECT { MATCH (event)-[link:ACTS_IN]->(place) RETURN [place.id, link.role, link.document] } AS placements
