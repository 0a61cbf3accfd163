MATCH (run:Run)
RETURN run.document AS document
