UNWIND $rows AS row
MERGE (kept:Shelved {at: $shelf + ' ' + row.key})
SET kept.shelf = $shelf, kept.key = row.key, kept.document = row.document
