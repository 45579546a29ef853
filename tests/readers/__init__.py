"""Readers who ask the current release without pause while others are published."""
