"""What was found of terms, as rows, tables and SARIF."""
