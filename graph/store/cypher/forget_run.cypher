MATCH (run:Run {id: $id})
DELETE run
