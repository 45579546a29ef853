"""Encryption at rest: the warehouse, its log, what it spills, and its key."""
