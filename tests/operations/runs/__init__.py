"""Runs of Dagster on small homes: their lock, their lives, what a refresh leaves."""
