"""All that a report shows in one language: computed and drawn once, for every form that it has."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from models.charts import load_tables_of_systems
from pipelines.report.comparison import pictures_of
from pipelines.report.drawing import svg
from pipelines.report.figures import Figure, every
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import Language
from pipelines.report.tables import NumberedTable, every_table, tables_of_systems


@dataclass(frozen=True)
class Report:
    """``only`` are the codes of the municipalities that it is of; with none it is of all.

    What shows all municipalities in one figure or table does so in every report.
    """

    marts: Marts
    language: Language
    only: Set[str] = frozenset()

    @cached_property
    def municipalities(self) -> list[Area]:
        """Those that have pages of their own, by name."""
        return [
            area
            for area in self.marts.areas("placed_per_1000")
            if area.type == "municipality" and self._is_of(area.code)
        ]

    @cached_property
    def of_systems(self) -> dict[Area, dict[str, list[NumberedTable]]]:
        """The tables of the other systems, by municipality and system; not all are in others."""
        areas = {
            area
            for family in load_tables_of_systems().values()
            for area in self.marts.areas(family.key_figure)
            if area.type == "municipality" and self._is_of(area.code)
        }
        return {
            area: tables_of_systems(self.marts, area, self.language)
            for area in sorted(areas, key=lambda area: area.name)
        }

    @cached_property
    def figures(self) -> list[Figure]:
        """Those of 2018 by their number, then the others by name."""
        return every(self.marts, self.language, self._is_of)

    @cached_property
    def tables(self) -> list[NumberedTable]:
        """In the same order."""
        return every_table(self.marts, self.language, self._is_of)

    @cached_property
    def comparisons(self) -> dict[str, list[Figure]]:
        """The figures of each municipality beside others, by its code."""
        return {
            area.code: pictures_of(self.marts, area, self.language) for area in self.municipalities
        }

    def picture(self, figure: Figure) -> str:
        """The SVG of one of its figures."""
        if figure.name not in self._pictures:
            self._pictures[figure.name] = svg(figure)
        return self._pictures[figure.name]

    @cached_property
    def _pictures(self) -> dict[str, str]:
        return {}

    def _is_of(self, area_code: str) -> bool:
        return not self.only or area_code in self.only
