"""Writing CV lines: what one lacks, how it could be put, and whether a new wording says only what was said."""
