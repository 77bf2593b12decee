"""The sample corpus, and what makes it from its sources."""
