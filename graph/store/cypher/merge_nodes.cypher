// Create what is new; give back what is known, with its claims where they differ.
UNWIND $rows AS row
OPTIONAL MATCH (known:Entity {id: row.id})
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END | CREATE (new:Entity:$(row.kind)) SET new = row.said)
WITH row, known WHERE known IS NOT NULL
RETURN row.at AS at, known.kind AS kind, CASE WHEN known.claims = row.said.claims THEN NULL ELSE known.claims END AS claims
