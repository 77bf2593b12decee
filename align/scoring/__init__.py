"""How good a result is: against gold beads and gold renderings, and by itself."""
