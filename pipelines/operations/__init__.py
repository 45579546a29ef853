"""Running the house: Dagster's storage, and what has changed since the last refresh."""
