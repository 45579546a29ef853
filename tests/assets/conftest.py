"""The reader's home serves here, too."""

from tests.deliveries.conftest import folder

__all__ = ["folder"]
