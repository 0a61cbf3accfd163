// Grouped by event: far fewer rows for the driver to read.
MATCH (event:Experiment|Alliance)
WITH event ORDER BY event.id
RETURN event.id AS event, COLLECT { MATCH (event)<-[:PARTICIPATES_IN]-(actor) RETURN DISTINCT actor.id } AS actors
