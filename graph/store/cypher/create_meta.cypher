MERGE (meta:Meta {name: 'entrelacs'})
ON CREATE SET meta.format = $format, meta.revision = $revision, meta.tally = $tally
