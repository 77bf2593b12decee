"""The sample corpus in the formats that offices use.

`corpora/formats/` holds one release in every format, `corpora/mixed/` a dozen of the
releases of `corpora/mofa/`, each side in some format and under a name that tells nothing;
its `truth/` says which is which and holds their gold beads.  Unlike `corpora.build`, which
the tests run, this needs LibreOffice, Chromium and a Korean font (for ODT and PDF) besides
the package's own dependencies:

    python -m corpora.convert

The files differ a little from run to run (dates, identifiers); their texts do not.
"""
