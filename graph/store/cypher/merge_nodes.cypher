// Create what is new; give back what is known, with its claims where they differ. Fields as in rows.node_row.
UNWIND range(0, size($rows) - 1) AS at
WITH at, split($rows[at], '\u001f') AS said
OPTIONAL MATCH (known:Entity {id: said[0]})
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (new:Entity:$(said[1]))
  SET new = {id: said[0], kind: said[1], claims: said[2], document: said[3], names: said[4], codes: said[5],
    profile: nullIf(said[6], ''), first: toInteger(said[7]), last: toInteger(said[8])})
WITH at, said, known WHERE known IS NOT NULL
RETURN $before + at AS at, known.kind AS kind, CASE WHEN known.claims = said[2] THEN NULL ELSE known.claims END AS claims
