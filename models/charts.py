"""The figures of the report as data: what each family shows, and which number it has for whom.

From ``charts.yml``. How a family is drawn is in ``pipelines/report/figures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from models.contract import Label, Strict

CHARTS = Path(__file__).with_name("charts.yml")
# The area of a family's numbers that stands for all municipalities in one figure.
ALL = "all"

Drawing = Literal[
    "lines",
    "stacked_shares",
    "counted_columns",
    "totals",
    "flow",
    "diverging",
    "stacked_amounts",
    "additional_amounts",
    "dumbbells",
    "table",
]


class Series(Strict):
    """One breakdown of a key figure as a figure shows it; ``colour`` names one of the theme."""

    breakdown: str
    label: Label
    colour: str
    decimals: int | None = Field(None, ge=0, description="Where it is not the family's")


class Family(Strict):
    """Figures that show the same for different areas.

    ``numbers`` gives those that the report of 2018 printed their number, by code of an area
    (``000`` is the country), or for ``all`` municipalities in one. ``decimals`` is how a value is
    printed.
    """

    id: str
    key_figure: str
    drawing: Drawing
    title: Label
    axis: Label = Field(description="The unit in words, as it stands at the axis")
    series: tuple[Series, ...] = Field(min_length=1)
    numbers: Mapping[str, int]
    decimals: int = Field(ge=0)
    divisor: int = Field(1, description="Kroner are shown in other units than they are kept in")
    maximum: float | None = None
    remark: Label | None = None
    source: Label

    @property
    def is_of_all(self) -> bool:
        """Whether all municipalities are in one figure."""
        return ALL in self.numbers

    def name(self, area_code: str) -> str:
        """What its files are called: by the report's number, or else by family and area."""
        kind = "tabel" if self.drawing == "table" else "figur"
        number = self.numbers.get(area_code)
        return f"{kind}-{number}" if number else f"{self.id.replace('_', '-')}-{area_code}"


@cache
def load_charts() -> dict[str, Family]:
    """All families of figures by id, in the report's order."""
    return _load("families")


@cache
def load_tables() -> dict[str, Family]:
    """All families of tables by id, in the report's order."""
    return _load("tables")


def _load(part: str) -> dict[str, Family]:
    data = yaml.safe_load(CHARTS.read_text(encoding="utf-8"))
    families = [Family.model_validate(each) for each in data[part]]
    return {family.id: family for family in families}


def numbered(families: Mapping[str, Family]) -> dict[int, tuple[Family, str]]:
    """The family and the area of every figure, or table, that the report numbers."""
    found = {
        number: (family, area)
        for family in families.values()
        for area, number in family.numbers.items()
    }
    return dict(sorted(found.items()))
