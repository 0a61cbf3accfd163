UNWIND $keys AS key
MATCH (kept:Shelved {at: $shelf + ' ' + key})
RETURN key, kept.document AS document
