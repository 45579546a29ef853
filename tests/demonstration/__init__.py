"""Tests of the demo home, without the pipeline: its files, read and counted in plain Python."""
