UNWIND $rows AS row
MERGE (declared:Coverage {key: row.key})
SET declared.document = row.document
