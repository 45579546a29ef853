"""Tests of the expectations: each rule with deliveries that keep it and that break it."""
