"""Reading CVs: what a file says, where it says it, and what could not be read."""
