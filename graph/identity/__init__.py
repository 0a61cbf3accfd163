"""Are two mentions the same actor? Judgements as records, candidates, groups that can be undone.

Pure: mentions and judgements come in (`resolving.resolve`), a resolution goes out; `graph.resolution` brings it to a
store. What is exported here loads no numpy.
"""

from graph.identity.judgement import Judgement, Verdict
from graph.identity.mention import Mention

__all__ = ["Judgement", "Mention", "Verdict"]
