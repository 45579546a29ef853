"""Tests of the command line, of Dagster and of what keeps a home whole."""
