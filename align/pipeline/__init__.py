"""The whole run: files in; memory, translation memory, term table, scores and report out."""

from align.pipeline.context import Context, Reused, working_beside, working_on
from align.pipeline.job import Job, Result, job_of
from align.pipeline.run import run

__all__ = [
    "Context",
    "Job",
    "Result",
    "Reused",
    "job_of",
    "run",
    "working_beside",
    "working_on",
]
