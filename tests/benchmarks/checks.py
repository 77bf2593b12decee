"""False alarms and planted errors of the checks, on gold beads.

    python -m tests.benchmarks.checks [FOLDER...]

Every pair of a folder's gold is looked at as it is, then with an error of each kind
planted into its translation.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from align.checks import Severity, check
from tests.checks.planting import PLANTERS, bitexts, planted
from tests.conftest import MOFA


def report(folder: Path) -> None:
    found = bitexts(folder)
    pairs = sum(bead.is_pair for bitext in found for bead in bitext.beads)
    alarms = {
        (issue.document, issue.bead)
        for issue in check(found)
        if issue.severity is not Severity.NOTE and issue.original_text
        if issue.translation_text
    }
    print(f"{folder.name}: {len(alarms)} of {pairs} pairs raise an alarm as they are")
    every = caught = 0
    for name, (planter, kinds) in PLANTERS.items():
        draw = random.Random(5)
        places = [place for bitext in found for place in planted(bitext, planter, draw)]
        right = sum(
            any(issue.bead == at and issue.kind in kinds for issue in check([bitext], kinds))
            for at, bitext in places
        )
        every, caught = every + len(places), caught + right
        print(f"  {name:<13} {right} of {len(places)} planted errors found")
    print(f"  {'all':<13} {caught} of {every}: {caught / max(1, every):.3f}")


def main() -> None:
    for folder in (MOFA / "truth", *map(Path, sys.argv[1:])):
        report(folder)


if __name__ == "__main__":
    main()
