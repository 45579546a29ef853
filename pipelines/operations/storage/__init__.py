"""Where Dagster keeps its runs and events, and for how long."""
