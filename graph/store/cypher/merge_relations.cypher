// Create what is new; give back what is known, with its claims where they differ, and what lacks an end.
// Fields as in rows.relation_row. TYPE: see typed().
UNWIND range(0, size($rows) - 1) AS at
WITH at, split($rows[at], '\u001f') AS said
OPTIONAL MATCH (source:Entity {id: said[0]})
OPTIONAL MATCH (target:Entity {id: said[1]})
OPTIONAL MATCH (source)-[known:TYPE {role: said[2]}]->(target)
FOREACH (_ IN CASE WHEN known IS NULL AND source IS NOT NULL AND target IS NOT NULL THEN [1] ELSE [] END |
  CREATE (source)-[new:TYPE]->(target) SET new = {role: said[2], claims: said[3], document: said[4]})
WITH at, said, source, target, known WHERE known IS NOT NULL OR source IS NULL OR target IS NULL
RETURN collect([$before + at, source IS NULL, target IS NULL,
  CASE WHEN known.claims = said[3] THEN NULL ELSE known.claims END]) AS known
