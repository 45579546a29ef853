"""One expectation as data: a plain sentence, how much it matters, and the rows that break it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from string import Template
from typing import Literal

from expectations.in_force import rows_in_force
from expectations.limit import Limit
from models.contract import load_contracts

Severity = Literal["warn", "error"]


@dataclass(frozen=True)
class Rule:
    """What must hold of the deliveries of one source that are in force.

    ``unexpected`` is a query for the rows that break the rule: ``$batch`` stands for the source's
    rows in force, ``$<source>`` for those of another source and ``$<limit>`` for a threshold.
    ``en`` and ``da`` are what a person reads when it is broken, with the limits as ``{limit}``;
    they never hold a value of a delivery. ``evidence`` says why the limits are what they are. An
    ``error`` stops what would be computed from the source, a ``warn`` is shown.

    A rule is skipped, not passed, when there is nothing that it could be tried on: no row in force
    (no loaded delivery when it ``reads_ledger``), none of a source that it ``needs``, or no row
    of the query ``applies``, which a rule has together with ``applies_not``: why there was none.
    """

    name: str
    en: str
    da: str
    unexpected: str
    evidence: str
    limits: Mapping[str, Limit] = field(default_factory=dict)
    severity: Severity = "warn"
    reads_ledger: bool = False
    needs: tuple[str, ...] = ()
    applies: str | None = None
    applies_not: str = ""

    @property
    def sentence(self) -> str:
        """The English sentence with its limits."""
        return self.en.format_map({name: limit.en for name, limit in self.limits.items()})

    @property
    def sentence_da(self) -> str:
        """The Danish sentence with its limits."""
        return self.da.format_map({name: limit.da for name, limit in self.limits.items()})

    @property
    def query(self) -> str:
        """The query with all but the batch filled in, which Great Expectations puts at {batch}."""
        # Named once and read by that name: Great Expectations gives the batch an alias or not,
        # depending on whether it finds a join in the text.
        return (
            "with batch as (select * from {batch}) "
            f"select * from ({self.filled_in(self.unexpected)}) as unexpected"
        )

    def filled_in(self, text: str) -> str:
        """SQL with the other sources and the limits; ``KeyError`` when it names anything else."""
        others = {source: f"({rows_in_force(source)})" for source in load_contracts()}
        limits = {name: limit.sql for name, limit in self.limits.items()}
        return Template(text).substitute(others | limits, batch="batch")


def rules_of(source: str) -> tuple[Rule, ...]:
    """The rules of ``expectations/<source>.py``, in order; none when there is no such file."""
    if find_spec(f"expectations.{source}") is None:
        return ()
    rules: tuple[Rule, ...] = import_module(f"expectations.{source}").RULES
    return rules


def all_rules() -> dict[str, tuple[Rule, ...]]:
    """The rules of every source that has a contract."""
    return {source: rules_of(source) for source in load_contracts()}
