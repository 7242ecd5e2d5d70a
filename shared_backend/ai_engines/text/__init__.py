"""Words and their vectors: what every engine that reads text shares."""
