UNWIND $rows AS row
MATCH (known:Entity {id: row.id})
SET known += row.said
