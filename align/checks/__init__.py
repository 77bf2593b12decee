"""Checks for translators: what differs between the two sides that should not."""

from align.checks.base import Check, Issue, Severity
from align.checks.checking import CHECKS, VERSION, check

__all__ = ["CHECKS", "VERSION", "Check", "Issue", "Severity", "check"]
