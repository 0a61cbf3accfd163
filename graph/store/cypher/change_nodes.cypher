UNWIND $rows AS row
WITH split(row, '\u001f') AS said
MATCH (known:Entity {id: said[0]})
SET known.claims = said[2], known.document = said[3], known.names = said[4], known.codes = said[5],
  known.profile = nullIf(said[6], ''), known.first = toInteger(said[7]), known.last = toInteger(said[8])
