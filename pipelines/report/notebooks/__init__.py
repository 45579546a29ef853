"""Notebooks on one release: the report's own figures, and what their assumptions decide."""
