"""Tests of the marts that a release makes anew from protected figures."""
