"""Compares a CV with a job ad: what the ad asks for, what the CV shows of it and where, and which skills it names."""
