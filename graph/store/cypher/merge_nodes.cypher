// Create what is new; give back what is known, with its claims where they differ: one list, since the
// driver spends as long on a row as on a whole query. Fields as in rows.node_row.
UNWIND range(0, size($rows) - 1) AS at
WITH at, split($rows[at], '\u001f') AS said
OPTIONAL MATCH (known:Entity {id: said[0]})
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (new:Entity:$(said[1]))
  SET new = {id: said[0], kind: said[1], claims: said[2], document: said[3], names: said[4], codes: said[5],
    profile: nullIf(said[6], ''), first: toInteger(said[7]), last: toInteger(said[8])})
WITH at, said, known WHERE known IS NOT NULL
RETURN collect([$before + at, known.kind, CASE WHEN known.claims = said[2] THEN NULL ELSE known.claims END]) AS known
