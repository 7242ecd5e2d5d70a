"""One module a file format: bytes in, lines in reading order out."""
