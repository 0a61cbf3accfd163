MERGE (run:Run {id: $id})
SET run.document = $document
