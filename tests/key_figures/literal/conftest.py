"""How a test looks up the cells of its case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.key_figures.literal.cases import Case
from tests.key_figures.marts import Marts, Project


@dataclass(frozen=True)
class Figures:
    """The marts of all cases. A cell that is not there is a ``KeyError``, never an empty one."""

    marts: Marts

    def __call__(self, case: Case, key_figure: str, period: str, breakdown: str) -> Any:
        """One row of ``marts.key_figures``."""
        return self.marts.cells[key_figure, case.kommune, period, breakdown]

    def cells(self, case: Case, key_figure: str, period: str, prefix: str = "") -> dict[str, Any]:
        """All rows of a figure in a period by breakdown, or by what follows the ``prefix``."""
        return {
            breakdown.removeprefix(prefix): cell
            for (name, area, when, breakdown), cell in self.marts.cells.items()
            if (name, area, when) == (key_figure, case.kommune, period)
            and breakdown.startswith(prefix)
        }

    def values(
        self, case: Case, key_figure: str, period: str, prefix: str = ""
    ) -> dict[str, float | None]:
        """The values of ``cells``."""
        cells = self.cells(case, key_figure, period, prefix)
        return {breakdown: cell.value for breakdown, cell in cells.items()}

    def numerators(self, case: Case, key_figure: str, period: str) -> dict[str, float | None]:
        """The numerators of ``cells``."""
        cells = self.cells(case, key_figure, period)
        return {breakdown: cell.numerator for breakdown, cell in cells.items()}

    def periods(self, case: Case, key_figure: str) -> list[str]:
        """The periods for which a figure has rows, in order."""
        keys = self.marts.cells
        return sorted({key[2] for key in keys if key[:2] == (key_figure, case.kommune)})

    def key_figures(self, case: Case) -> set[str]:
        """The figures that a municipality has rows of."""
        return {key[0] for key in self.marts.cells if key[1] == case.kommune}

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """What another relation of the warehouse says."""
        return self.marts.query(sql)


@pytest.fixture(scope="session")
def figures(project: Project) -> Iterator[Figures]:
    """The cells of all cases that the collected test modules registered."""
    with project.marts() as marts:
        yield Figures(marts)
