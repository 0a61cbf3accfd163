// TYPE: see typed(). Rows are source, target and role in one text.
UNWIND $rows AS row
WITH split(row, '\u001f') AS said
MATCH (source:Entity {id: said[0]})
MATCH (target:Entity {id: said[1]})
MATCH (source)-[known:TYPE {role: said[2]}]->(target)
DELETE known
