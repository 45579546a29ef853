"""Tests of a release of a whole region, whose sums must not give away its municipalities."""
