"""Tests of the reader; every CPR number in them is a replacement number (day + 60)."""
