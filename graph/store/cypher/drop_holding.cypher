MATCH (kept:Shelved {shelf: $shelf})
WHERE kept.document CONTAINS $text
DELETE kept
