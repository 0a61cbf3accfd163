UNWIND $keys AS key
MATCH (row:Coverage {key: key})
DELETE row
