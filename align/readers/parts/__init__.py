"""What several readers share: containers, encodings, numbering, blocks."""
