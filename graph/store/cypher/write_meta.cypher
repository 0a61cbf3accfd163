MATCH (meta:Meta {name: 'entrelacs'})
SET meta.revision = $revision, meta.tally = $tally
