UNWIND $ids AS id
MATCH (:Entity {id: id})-[link:ACTS_IN]->(place:Placed)
WHERE $territory IN place.holders
RETURN link.document AS document
