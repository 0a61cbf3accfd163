// TYPE: see typed(). Rows are source, target and role in one text.
UNWIND range(0, size($rows) - 1) AS at
WITH at, split($rows[at], '\u001f') AS said
MATCH (source:Entity {id: said[0]})
MATCH (target:Entity {id: said[1]})
MATCH (source)-[known:TYPE {role: said[2]}]->(target)
RETURN $before + at AS at, known.claims AS claims
