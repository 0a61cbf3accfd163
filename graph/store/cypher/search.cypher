// The index says who may match; the rank is ours (graph.store.search). A name begins after "| ", a word after " ".
CALL db.index.fulltext.queryNodes('entity_names', $candidates) YIELD node
WHERE $kind IS NULL OR node.kind = $kind
WITH node, CASE
  WHEN any(code IN split(node.codes, ' ') WHERE code IN $codes) THEN 0
  WHEN node.names CONTAINS $exact THEN 1
  WHEN node.names CONTAINS $prefix THEN 2
  WHEN all(word IN $words WHERE node.names CONTAINS word) THEN 3
END AS rank
WHERE rank IS NOT NULL
WITH node, rank, COUNT { (node)--() } AS relations
ORDER BY rank, relations DESC, node.id
WITH collect([node, relations]) AS found
UNWIND found[..$limit] AS hit
WITH size(found) AS total, hit[0] AS node, hit[1] AS relations
RETURN total, node.id AS id, node.kind AS kind, relations, node.document AS document
