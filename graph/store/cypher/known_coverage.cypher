UNWIND $keys AS key
MATCH (row:Coverage {key: key})
RETURN row.key AS key, row.document AS document
