"""A home in a temporary folder, as the reader's tests have it."""

from tests.deliveries.conftest import folder

__all__ = ["folder"]
