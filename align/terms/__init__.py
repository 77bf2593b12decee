"""Terminology: where terms stand, how they are rendered, whether always the same way."""
