"""Readers, one file a format: bytes become blocks of text."""
