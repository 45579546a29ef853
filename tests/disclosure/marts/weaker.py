"""The default policy with a rule left out, for tests in which it must lose."""

from __future__ import annotations

import pytest

from pipelines.disclosure import memory
from pipelines.disclosure.policy import load_policies
from tests.disclosure.marts import mart


def weaker_policy(monkeypatch: pytest.MonkeyPatch, **changes: object) -> str:
    """The default policy with other rules, by a name of its own."""
    changed = load_policies()["trivsel5"].model_copy(update={"id": "weak", **changes})
    policies = load_policies() | {"weak": changed}
    for module in (memory, mart):
        monkeypatch.setattr(module, "load_policies", lambda: policies)
    return "weak"
