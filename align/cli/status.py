"""The exit statuses of the command line; `align -h` explains them."""

from __future__ import annotations

DONE = 0
FINDINGS = 1
USAGE = 2
UNREADABLE = 3
PARTIAL = 4
UNWRITABLE = 5
INTERRUPTED = 130
