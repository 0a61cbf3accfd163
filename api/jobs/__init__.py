"""Long computations: a worker process for each, with a deadline, progress, a way to cancel it, and results kept.

A question is asked of `Jobs`; the same question on the same revision is the same job, computed once, and its dated
result stands in a folder beside the graph, never in it. A worker that dies leaves neither a half result nor a lock.
"""

from api.jobs.question import Question
from api.jobs.results import Results
from api.jobs.running import Interrupted, Job, Jobs, Pending, State, UnknownJob

__all__ = ["Interrupted", "Job", "Jobs", "Pending", "Question", "Results", "State", "UnknownJob"]
