"""Where careers lead: how alike occupations are, and which job people take next."""
