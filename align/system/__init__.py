"""Asked of the system underneath: whole files, things that close, entry points."""
