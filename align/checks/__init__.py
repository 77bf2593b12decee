"""Checks for translators: what differs between the two sides that should not."""

from align.checks.base import Check, Issue, Severity
from align.checks.run import CHECKS, check

__all__ = ["CHECKS", "Check", "Issue", "Severity", "check"]
