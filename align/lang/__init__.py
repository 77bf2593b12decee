"""What the toolkit knows of Korean and English text."""
