"""From lines in reading order to the fields of a CV; nothing that is not written is filled in."""
