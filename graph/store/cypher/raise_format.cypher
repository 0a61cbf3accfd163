MATCH (meta:Meta {name: 'entrelacs'})
SET meta.format = $format
