"""Tests of what leaves the house, and of what it is made from."""
