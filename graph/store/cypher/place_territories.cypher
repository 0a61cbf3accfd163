// A territory where something acts knows every territory that holds it, itself included.
UNWIND $rows AS row
MATCH (territory:Entity {id: row.id})
WHERE territory.holders IS NULL
SET territory:Placed, territory.holders = row.holders
