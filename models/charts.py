"""The figures of the report as data: what each family shows, and which number it has for whom.

From ``charts.yml``, and ``charts_of_systems.yml`` for what the report of 2018 does not have. How a
family is drawn is in ``pipelines/report/figures``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from models.contract import Label, Strict

CHARTS = Path(__file__).with_name("charts.yml")
OF_SYSTEMS = Path(__file__).with_name("charts_of_systems.yml")
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
    """One breakdown of a key figure as a figure shows it; ``colour`` names one of the theme.

    A breakdown that begins with ``*`` stands for all that end as it does.
    """

    breakdown: str
    label: Label
    colour: str
    decimals: int | None = Field(None, ge=0, description="Where it is not the family's")


class Family(Strict):
    """Figures that show the same for different areas.

    ``numbers`` gives those that the report of 2018 printed their number, by code of an area
    (``000`` is the country), or for ``all`` municipalities in one. ``decimals`` is how a value is
    printed. ``heads`` says what stands where a series has ``*``, as far as it is known beforehand.
    """

    id: str
    key_figure: str
    drawing: Drawing
    title: Label
    axis: Label = Field(description="The unit in words, as it stands at the axis")
    series: tuple[Series, ...] = Field(min_length=1)
    heads: Mapping[str, Label] = Field(default_factory=dict)
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

    def series_in(self, breakdowns: Collection[str]) -> list[Series]:
        """The series that there are among the breakdowns; what stands for several, one by one."""
        found = [series for series in self.series if series.breakdown in breakdowns]
        several = [series for series in self.series if series.breakdown.startswith("*")]
        heads = {breakdown.partition("/")[0] for breakdown in breakdowns}
        for head in [*self.heads, *sorted(heads - self.heads.keys())]:
            for series in several:
                breakdown = series.breakdown.replace("*", head, 1)
                if breakdown in breakdowns:
                    label = self._label(head, series)
                    found.append(series.model_copy(update={"breakdown": breakdown, "label": label}))
        return found

    def _label(self, head: str, series: Series) -> Label:
        name = head.replace("_", " ").capitalize()
        known = self.heads.get(head, Label(da=name, en=name))
        return Label(da=f"{known.da}, {series.label.da}", en=f"{known.en}, {series.label.en}")

    def name(self, area_code: str) -> str:
        """What its files are called: by the report's number, or else by family and area."""
        kind = "tabel" if self.drawing == "table" else "figur"
        number = self.numbers.get(area_code)
        return f"{kind}-{number}" if number else f"{self.id.replace('_', '-')}-{area_code}"


@cache
def load_charts() -> dict[str, Family]:
    """All families of figures by id, in the report's order."""
    return _load(CHARTS, "families")


@cache
def load_tables() -> dict[str, Family]:
    """All families of tables by id, in the report's order."""
    return _load(CHARTS, "tables")


@cache
def load_tables_of_systems() -> dict[str, Family]:
    """All families of tables of the other systems by id, in their file's order."""
    return _load(OF_SYSTEMS, "tables")


def _load(file: Path, part: str) -> dict[str, Family]:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
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
