"""Sphinx settings of the manual."""

import re

import align

project = "daeyeok"
author = "the daeyeok contributors"
release = align.__version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_click",
]
myst_enable_extensions = ["colon_fence", "deflist"]
html_theme = "furo"
html_title = "daeyeok"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
# Docstrings use single backticks for names, as the code reads; show them as literals.
default_role = "literal"
suppress_warnings = ["ref.python"]


def _skip(app, what, name, obj, skip, options):
    """Pass over the fields of named tuples, which the class's docstring describes."""
    return True if type(obj).__name__ == "_tuplegetter" else None


def _stars(app, context, lines):
    """Keep the stars in the help of commands ('kim/*') from being read as markup."""
    lines[:] = [re.sub(r"(?<!\*)\*(?!\*)", r"\*", line) for line in lines]


def setup(app):
    """Called by Sphinx."""
    app.connect("sphinx-click-process-description", _stars)
    app.connect("sphinx-click-process-options", _stars)
    app.connect("autodoc-skip-member", _skip)
