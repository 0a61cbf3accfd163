MATCH (event:Experiment|Alliance)
RETURN event.id AS id, event.kind AS kind, event.document AS document
ORDER BY id
