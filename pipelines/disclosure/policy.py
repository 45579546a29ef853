"""The policies of disclosure control: what each hides, from ``models/disclosure_policies.yml``."""

from __future__ import annotations

from functools import cache

import yaml
from pydantic import Field, model_validator

from models.contract import Label, Strict
from models.disclosure import DISCLOSURE

POLICIES = DISCLOSURE.with_name("disclosure_policies.yml")
DEFAULT_POLICY = "trivsel5"


class Policy(Strict):
    """One policy: 1 to ``threshold`` - 1 persons are hidden; 0 hides nothing.

    ``unanimous`` also hides tables in which all persons are of one kind, or a mean at the end of
    its scale; ``small_changes`` counts that few persons were added to or taken from since a release
    showed them. ``rounding`` is the base that all other counts are rounded to.
    """

    id: str
    label: Label
    threshold: int = Field(ge=0)
    unanimous: bool
    small_changes: bool
    rounding: int | None = Field(None, ge=3)
    source: str
    adds: str

    @property
    def hides(self) -> bool:
        """Whether anything is hidden at all."""
        return self.threshold > 0

    @model_validator(mode="after")
    def _fits_together(self) -> Policy:
        if self.threshold == 1 or (not self.hides and (self.unanimous or self.small_changes)):
            raise ValueError(
                f"{self.id}: a threshold below 2 hides nothing; say 0 and nothing else."
            )
        if self.rounding and (self.rounding % 2 == 0 or self.rounding > self.threshold):
            raise ValueError(
                f"{self.id}: round to an odd number not above the threshold, so that a rounded "
                "count lies as far from what it may be on both sides, and none becomes 0."
            )
        return self


@cache
def load_policies() -> dict[str, Policy]:
    """All policies by id, from the most open to the most careful."""
    records = yaml.safe_load(POLICIES.read_text(encoding="utf-8"))
    return {record["id"]: Policy.model_validate(record) for record in records}
