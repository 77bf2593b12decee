"""Checks for translators: what differs between the two sides that should not."""

from align.checks.base import Check, Issue, Severity
from align.checks.checking import check
from align.checks.registry import VERSION, checks_signature

__all__ = ["VERSION", "Check", "Issue", "Severity", "check", "checks_signature"]
