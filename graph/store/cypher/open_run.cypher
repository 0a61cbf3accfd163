OPTIONAL MATCH (known:Run {id: $id})
WITH known IS NULL AS new
MERGE (run:Run {id: $id})
ON CREATE SET run.document = $document
RETURN new
