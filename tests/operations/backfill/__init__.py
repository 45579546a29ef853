"""Backfills: what comes out, what stays as it was, and what is refused."""
