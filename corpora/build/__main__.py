"""Write the sample corpus, or say what of it is out of date."""

from __future__ import annotations

import sys

from corpora.build.outputs import outputs
from corpora.build.source import MOFA, SOURCES, korean_terms, read_source


def main(arguments: list[str]) -> int:
    """Write every output, or with `--check` name those that differ."""
    concepts = korean_terms()
    sources = sorted(SOURCES.glob("*.txt"))
    pairs = [read_source(path, concepts) for path in sources]
    stale = []
    for path, content in outputs(pairs):
        if path.exists() and path.read_bytes() == content:
            continue
        stale.append(path)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for path in stale:
        print(path.relative_to(MOFA))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
