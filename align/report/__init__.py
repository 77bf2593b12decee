"""Pages for people: what was found, in one file that needs nothing else."""
