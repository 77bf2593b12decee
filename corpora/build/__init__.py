"""The pages and the truth of `corpora/mofa/`, made from `corpora/sources/mofa/`.

Each source holds one press release in both languages, bead by bead, with the rendering of
every term marked where it stands (`source.py` explains the notation).  It is written out
the way institutions publish it (`pages.py`) and, beside that, as what a perfect reader,
aligner and term locator would find (`outputs.py`).

    python -m corpora.build            writes
    python -m corpora.build --check    only compares
"""
