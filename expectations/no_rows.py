"""An expectation of Great Expectations that counts the rows of a query, and never fetches them."""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)

_COUNT = "unexpected_rows_query.row_count"


class ExpectNoRows(UnexpectedRowsExpectation):
    """Their expectation runs each query twice, the second time for rows that may name persons."""

    metric_dependencies: ClassVar[tuple[str, ...]] = (_COUNT,)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        return {"success": metrics[_COUNT] == 0}
