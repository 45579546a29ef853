"""A check that did not pass, in words for people: what must hold, and of which source or figure.

The words are ours (the rule's own sentence, the figure's name); how many rows broke it is not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from expectations.rule import rules_of
from models.catalogue import load_catalogue
from models.column import Label
from models.contract import load_contracts

if TYPE_CHECKING:
    from dagster import AssetCheckEvaluation

_FIGURE = "kf_"  # dbt's model of a key figure is called so


@dataclass(frozen=True)
class FailedCheck:
    """``asset`` is its key joined by slashes; an error holds back what is made from the asset."""

    name: str
    asset: str
    is_error: bool

    @classmethod
    def of(cls, evaluation: AssetCheckEvaluation) -> FailedCheck:
        """What is told of one evaluation."""
        is_error = evaluation.severity.name == "ERROR"
        return cls(evaluation.check_name, "/".join(evaluation.asset_key.path), is_error)

    @property
    def subject(self) -> Label:
        """The source or key figure by its names; else the asset."""
        last = self.asset.rpartition("/")[2]
        figure = load_catalogue().get(last.removeprefix(_FIGURE))
        if figure is not None:
            return Label(
                da=f"{figure.label.da} ({figure.id})", en=f"{figure.label.en} ({figure.id})"
            )
        contract = load_contracts().get(last)
        if contract is not None:
            return Label(da=f"{contract.label.da} ({last})", en=f"{contract.label.en} ({last})")
        return Label(da=self.asset, en=self.asset)

    @property
    def sentence(self) -> Label:
        """What must hold and does not."""
        rule = self._rule
        da, en = rule if rule else (f"Kontrollen {self.name}.", f"The check {self.name}.")
        return Label(
            da=f"{self.subject.da}: ikke opfyldt: {da}",
            en=f"{self.subject.en}: does not hold: {en}",
        )

    @property
    def is_of_a_source(self) -> bool:
        """Whether it is one of the expectations, which have a page of their own."""
        return self._rule is not None

    @property
    def _rule(self) -> tuple[str, str] | None:
        source = self.asset.rpartition("/")[2]
        if source not in load_contracts():
            return None
        found = [rule for rule in rules_of(source) if rule.name == self.name]
        return (found[0].sentence_da, found[0].sentence) if found else None
