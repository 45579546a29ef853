"""Another pseudonym key: everybody gets a new pseudonym, and every figure stays what it was.

All deliveries are loaded anew under the new key into a warehouse of its own, which must hold the
same rows, persons and key figures as the old one before it takes its place (``rotate``). From the
decision on everything is carried out, if need be by the next process (``decision``).
"""

from pipelines.protection.rotation.corrections import UnknownPseudonymError
from pipelines.protection.rotation.decision import Ending, finish
from pipelines.protection.rotation.rotate import Rotated, RotationRefusedError, rotate

__all__ = ["Ending", "Rotated", "RotationRefusedError", "UnknownPseudonymError", "finish", "rotate"]
