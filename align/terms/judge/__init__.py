"""Whether terms are rendered the same way: variants, consistency, findings, waivers."""
