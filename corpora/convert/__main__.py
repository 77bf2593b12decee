"""Write `corpora/formats/` and `corpora/mixed/`."""

from __future__ import annotations

import shutil
import sys

from corpora.convert.folders import write_formats, write_mixed


def main() -> None:
    """Write both folders."""
    for program in ("soffice", "chromium"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is needed for ODT and PDF")
    write_formats()
    write_mixed()


if __name__ == "__main__":
    main()
