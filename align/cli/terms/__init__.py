"""`align terms`: one file a command."""
