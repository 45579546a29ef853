"""Dagster's web interface behind a guard: nothing else on this machine may speak for its user."""
