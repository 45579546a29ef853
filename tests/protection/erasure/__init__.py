"""Erasure: who is to be gone is gone, and everything else is as it was."""
