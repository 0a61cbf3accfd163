UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
MATCH (source)-[known:$($type) {role: row.said.role}]->(target)
SET known += row.said
