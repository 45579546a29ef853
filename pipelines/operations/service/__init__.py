"""Processes that keep running: the code's, Dagster's daemon, and what watches over both."""
