"""Where terms stand, and which English stands for each."""
