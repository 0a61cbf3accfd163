MATCH (meta:Meta {name: 'entrelacs'})
RETURN meta.revision AS revision, meta.tally AS tally
