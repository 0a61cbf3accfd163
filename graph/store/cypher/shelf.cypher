MATCH (kept:Shelved {shelf: $shelf})
RETURN kept.key AS key, kept.document AS document
ORDER BY key
