"""Processes killed with SIGKILL in the middle of a refresh or a release, and what is left then."""
