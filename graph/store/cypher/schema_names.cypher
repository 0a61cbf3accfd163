// Names are folded by us: the analyzer only has to cut at spaces.
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (node:Entity) ON EACH [node.names, node.codes]
OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false } }
