// Each relation is met from the end that has few of its type, never from a hub.
UNWIND $ids AS id
MATCH (target:Entity {id: id})<-[link:PARTICIPATES_IN]-(source)
WHERE source.id IN $ids
RETURN link.document AS document
UNION ALL
UNWIND $ids AS id
MATCH (source:Entity {id: id})-[link:ACTS_IN|SITUATED_IN|ADDRESSES|PART_OF|FOLLOWS|ABOUT|STATED_IN]->(target)
WHERE target.id IN $ids
RETURN link.document AS document
