UNWIND $beginnings AS beginning
MATCH (kept:Shelved)
WHERE kept.at STARTS WITH $shelf + ' ' + beginning
RETURN DISTINCT kept.key AS key, kept.document AS document
