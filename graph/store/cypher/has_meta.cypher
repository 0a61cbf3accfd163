// What is this database? `foreign`: it holds something, and not a graph of ours.
OPTIONAL MATCH (meta:Meta {name: 'entrelacs'})
RETURN meta.format AS format, meta IS NULL AND EXISTS { MATCH (n) } AS foreign
