"""Tests of the home's secrets."""
