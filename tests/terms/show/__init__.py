"""Tests of what is shown of terms."""
