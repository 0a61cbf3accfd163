// Writing first takes the lock, so what is read stays true until the end of the transaction.
MATCH (meta:Meta {name: 'entrelacs'})
SET meta.locked = true
REMOVE meta.locked
RETURN meta.revision AS revision, meta.tally AS tally
