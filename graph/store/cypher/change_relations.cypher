UNWIND $rows AS row
WITH split(row, '\u001f') AS said
MATCH (source:Entity {id: said[0]})
MATCH (target:Entity {id: said[1]})
MATCH (source)-[known:TYPE {role: said[2]}]->(target)
SET known.claims = said[3], known.document = said[4]
