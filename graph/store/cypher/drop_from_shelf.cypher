UNWIND $keys AS key
MATCH (kept:Shelved {at: $shelf + ' ' + key})
DELETE kept
