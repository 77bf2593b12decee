"""Imported by the server that forks the processes of `test_killed`: everything is loaded.

A first run loads libraries and models where they are first needed, which takes ten times
as long as all that is to be killed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.pipeline.test_growth import pages
from tests.pipeline.test_killed import work

with tempfile.TemporaryDirectory() as _folder:
    work(pages(Path(_folder) / "in", range(3)), Path(_folder) / "out")
