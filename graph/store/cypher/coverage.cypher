MATCH (row:Coverage)
RETURN row.document AS document
