"""What would improve a CV, in the order of what it is worth by the published rubric."""
