"""Fixtures of the tests on erasure."""

from __future__ import annotations

from tests.deliveries.conftest import folder

__all__ = ["folder"]
