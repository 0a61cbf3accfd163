MATCH (run:Run {id: $id})
RETURN run.document AS document
