MATCH (actor:Actor)
RETURN actor.id AS id, actor.profile AS profile, actor.document AS document
ORDER BY id
