"""Disclosure control: which counts of few persons, and of their neighbours, a release hides."""
