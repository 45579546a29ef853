"""Tests that run the command as a user would."""
