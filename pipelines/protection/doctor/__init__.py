"""``noegletal doctor``: what could go wrong with a home, looked for before it does.

One small file per check, listed in ``registry``; a check only looks, and says how to mend what it
finds.
"""

from pipelines.protection.doctor.check import Check, Finding, examine
from pipelines.protection.doctor.registry import CHECKS

__all__ = ["CHECKS", "Check", "Finding", "examine"]
