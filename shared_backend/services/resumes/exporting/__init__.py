"""A profile as a file to send: PDF, Word, JSON Resume, text and Markdown, each read back after it was written."""
