"""Links free text to named things (job titles, skills) by comparing names: nothing is trained."""
