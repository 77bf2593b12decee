"""What signals look at: both sides of a bitext, the beads that could be, known words."""
