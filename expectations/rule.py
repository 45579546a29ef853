"""One expectation as data: a plain sentence, how much it matters, and the rows that break it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from string import Template
from typing import Literal

from expectations.in_force import rows_in_force
from models.contract import load_contracts

Severity = Literal["warn", "error"]


@dataclass(frozen=True)
class Rule:
    """What must hold of the deliveries of one source that are in force.

    ``unexpected`` is a query for the rows that break the rule: ``{batch}`` stands for the source's
    rows in force and ``$<source>`` for those of another source. ``sentence`` is what a person reads
    when it is broken; it never holds a value. An ``error`` stops what would be computed from the
    source, a ``warn`` is shown.
    """

    name: str
    sentence: str
    unexpected: str
    severity: Severity = "warn"

    @property
    def query(self) -> str:
        """The query with the other sources filled in and ``{batch}`` left to Great Expectations."""
        others = {source: f"({rows_in_force(source)})" for source in load_contracts()}
        return Template(self.unexpected).substitute(others)


def rules_of(source: str) -> tuple[Rule, ...]:
    """The rules of ``expectations/<source>.py``, in order; none when there is no such file."""
    if find_spec(f"expectations.{source}") is None:
        return ()
    rules: tuple[Rule, ...] = import_module(f"expectations.{source}").RULES
    return rules


def all_rules() -> dict[str, tuple[Rule, ...]]:
    """The rules of every source that has a contract."""
    return {source: rules_of(source) for source in load_contracts()}
