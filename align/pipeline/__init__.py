"""The whole run: files in; memory, translation memory, term table, scores and report out."""

from align.pipeline.context import Context, Reused, working_beside, working_on
from align.pipeline.job import Job, Result
from align.pipeline.run import run

__all__ = ["Context", "Job", "Result", "Reused", "run", "working_beside", "working_on"]
