"""Thousands of spoilt files of every source: whatever comes, no error and no silent change.

``python -m tests.deliveries.fuzz --files 20000 --seed 7`` runs as long as one likes; the test runs
a thousand files of a fixed seed.
"""
