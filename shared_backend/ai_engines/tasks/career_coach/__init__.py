"""The task career_coach: which occupation people take next."""
