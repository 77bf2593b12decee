"""Bitexts and termbases to and from the files of other tools, one module a format."""
