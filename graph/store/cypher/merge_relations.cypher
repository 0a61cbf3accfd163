// Create what is new; give back what is known, with its claims where they differ, and what lacks an end.
UNWIND $rows AS row
OPTIONAL MATCH (source:Entity {id: row.source})
OPTIONAL MATCH (target:Entity {id: row.target})
OPTIONAL MATCH (source)-[known:$($type) {role: row.said.role}]->(target)
FOREACH (_ IN CASE WHEN known IS NULL AND source IS NOT NULL AND target IS NOT NULL THEN [1] ELSE [] END |
  CREATE (source)-[new:$($type)]->(target) SET new = row.said)
WITH row, source, target, known WHERE known IS NOT NULL OR source IS NULL OR target IS NULL
RETURN row.at AS at, source IS NULL AS sourceless, target IS NULL AS targetless,
  CASE WHEN known.claims = row.said.claims THEN NULL ELSE known.claims END AS claims
