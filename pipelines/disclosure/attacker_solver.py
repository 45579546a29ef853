"""HiGHS, asked the same way every time: one thread, no chance, and nothing printed."""

from __future__ import annotations

import highspy
import numpy as np

from pipelines.disclosure.attacker_region import Region
from pipelines.disclosure.problem import NO_BOUND, FloatArray, IntArray

_OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "solver": "simplex",
    "presolve": "off",
    "mip_rel_gap": 0,
    "mip_abs_gap": 0,
}
_ROW_WISE, _MINIMISE = 2, 1
_AS_GOOD_AS_NONE = NO_BOUND / 100
TOLERANCE = 1e-6


class Programme:
    """A linear programme over the deviations of a region; begins where its last answer ended."""

    def __init__(
        self, region: Region, low: FloatArray | None = None, high: FloatArray | None = None
    ) -> None:
        """Give the solver the rows of a region, and bounds if not those of the region."""
        self.size = len(region.columns)
        self.solves = 0
        starts = np.searchsorted(region.row, np.arange(len(region.row_low) + 1))
        self._pass(
            region.low if low is None else low,
            region.high if high is None else high,
            (region.row_low, region.row_high),
            (starts, region.column, region.sign),
        )

    def _pass(
        self,
        low: IntArray | FloatArray,
        high: IntArray | FloatArray,
        rows: tuple[IntArray | FloatArray, IntArray | FloatArray],
        entries: tuple[IntArray, IntArray, IntArray],
    ) -> None:
        self._columns = np.arange(self.size, dtype=np.int32)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _OPTIONS.items():
            self._highs.setOptionValue(name, value)
        starts, column, sign = entries
        self._highs.passModel(
            self.size,
            len(rows[0]),
            len(column),
            _ROW_WISE,
            _MINIMISE,
            0.0,
            np.zeros(self.size),
            unbounded(low),
            unbounded(high),
            unbounded(rows[0]),
            unbounded(rows[1]),
            starts[:-1].astype(np.int32),
            column.astype(np.int32),
            sign.astype(np.float64),
            np.zeros(self.size, dtype=np.int32),
        )

    def bound(self, low: IntArray | FloatArray, high: IntArray | FloatArray) -> None:
        """Other bounds of all columns."""
        self._highs.changeColsBounds(self.size, self._columns, unbounded(low), unbounded(high))

    def bound_one(self, column: int, low: float, high: float) -> None:
        """Other bounds of one column."""
        self._highs.changeColBounds(column, low, high)

    def minimise(self, cost: FloatArray) -> FloatArray | None:
        """The deviations of least cost; None if there are none."""
        self._highs.changeColsCost(self.size, self._columns, cost)
        return self._solve()

    def whole_numbers(self) -> None:
        """From now on every deviation is a whole number (much slower)."""
        self._highs.setOptionValue("presolve", "on")
        self._highs.setOptionValue("solver", "choose")
        ones = np.ones(self.size, dtype=np.uint8)
        self._highs.changeColsIntegrality(self.size, self._columns, ones)

    def _solve(self) -> FloatArray | None:
        self.solves += 1
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            raise RuntimeError(f"HiGHS ended with {self._highs.modelStatusToString(status)}.")
        return np.array(self._highs.getSolution().col_value, dtype=np.float64)


def unbounded(bounds: IntArray | FloatArray) -> FloatArray:
    """Bounds as HiGHS wants them: what stands for none, or for a step of it, is infinite."""
    floats = np.asarray(bounds, dtype=np.float64)
    floats = np.where(floats >= _AS_GOOD_AS_NONE, highspy.kHighsInf, floats)
    return np.where(floats <= -_AS_GOOD_AS_NONE, -highspy.kHighsInf, floats)


def whole(deviation: FloatArray) -> IntArray:
    """The nearest whole numbers: a solver's 2.9999999 is a 3."""
    return np.asarray(np.rint(deviation).astype(np.int64))
