MERGE (run:Run {id: $id})
ON CREATE SET run.document = $document
