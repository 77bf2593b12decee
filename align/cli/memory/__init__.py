"""`align memory`: one file a command."""
