"""Deliveries and what is expected of them as Dagster shows them: assets and asset checks."""
