"""What changed between two deliveries of one source: rows added, removed, changed, by scope.

Rows are compared as they were accepted, whatever is in force and corrected. Rows are the same one
when scope and key are; a changed row has other content. All of it is done by DuckDB on the raw
tables, so that deliveries may be large.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from models.contract import Contract, load_contract
from pipelines.deliveries.arrow_types import arrow_table
from pipelines.deliveries.corrections import holds_persons
from pipelines.deliveries.find import FoundDelivery
from pipelines.deliveries.rows_in_force import FORCE_ORDER, scope_of

_COMPARED = (("side", "VARCHAR"), ("delivery_id", "VARCHAR"), ("scope", "VARCHAR"))
_ROWS_AT_ONCE = 10_000
_IS_BOTH = "before.line is not null and after.line is not null"


class NotComparableError(Exception):
    """The two deliveries cannot be compared; the message says why."""


@dataclass(frozen=True)
class ScopeDifference:
    """One scope. ``rows_before`` is None when only the newer delivery speaks of it, and so on.

    ``changed_values`` counts, by column, the rows whose value is another one.
    """

    scope: str
    rows_before: int | None
    rows_after: int | None
    added: int
    removed: int
    changed: int
    changed_values: dict[str, int]

    @property
    def unchanged(self) -> int:
        """Rows that are in both with the same content."""
        return (self.rows_after or 0) - self.added - self.changed


@dataclass(frozen=True)
class RowDifference:
    """One row: its lines in the two files, and the columns that differ.

    ``values`` has (column, before, after) of the columns that may be shown, which no column about
    persons is.
    """

    scope: str
    kind: str
    line_before: int | None
    line_after: int | None
    columns: tuple[str, ...]
    values: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True)
class Comparison:
    """Two deliveries of one source, or one and what it replaced, ready to be compared.

    ``parts`` are rows of side (before, after), delivery and scope.
    """

    contract: Contract
    parts: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(
        cls,
        connection: duckdb.DuckDBPyConnection,
        before: FoundDelivery | None,
        after: FoundDelivery,
    ) -> Comparison:
        """Pair all scopes of both; without ``before`` those of ``after`` with what it replaced.

        ``NotComparableError`` for two sources, for the same delivery twice, and for refused ones,
        of which nothing was loaded.
        """
        for found in (before, after):
            if found is not None and found.outcome != "loaded":
                raise NotComparableError(f"{found.name} was refused: it has no rows to compare.")
        if before is None:
            sides = [("before", *pair) for pair in _replaced(connection, after)]
        elif before.source != after.source:
            raise NotComparableError(f"{before.name} and {after.name} are of different sources.")
        elif before.delivery_id == after.delivery_id:
            raise NotComparableError(f"Both are the same delivery: {after.name}.")
        else:
            sides = [("before", *pair) for pair in _scopes(connection, before)]
        sides += [("after", *pair) for pair in _scopes(connection, after)]
        return cls(load_contract(after.source), tuple(sides))

    @property
    def replaced(self) -> tuple[str, ...]:
        """The deliveries that are compared with, by id."""
        return tuple(sorted({delivery for side, delivery, _ in self.parts if side == "before"}))

    def scopes(self, connection: duckdb.DuckDBPyConnection) -> list[ScopeDifference]:
        """Every scope that either side speaks of, in order, also without a difference."""
        columns = _compared_columns(self.contract)
        counts = ", ".join(
            f'count(*) filter (where {_IS_BOTH} and {_differs(raw_name)}) as "{column}"'
            for column, raw_name in columns.items()
        )
        with_counts = f", {counts}" if counts else ""
        found = self._execute(
            connection,
            f"""
            select
                coalesce(before.scope, after.scope) as compared,
                count(*) filter (where before.line is null) as added,
                count(*) filter (where after.line is null) as removed,
                count(*) filter (where {_IS_BOTH} and ({_any_differs(columns)})) as changed,
                count(before.line) as rows_before,
                count(after.line) as rows_after
                {with_counts}
            {self._joined}
            group by compared
            """,
        ).fetchall()
        counted = {scope: numbers for scope, *numbers in found}
        sides: dict[str, set[str]] = {"before": set(), "after": set()}
        for side, _, scope in self.parts:
            sides[side].add(scope)
        nothing = [0] * (5 + len(columns))
        return [
            _scope_difference(scope, sides, columns, counted.get(scope, nothing))
            for scope in sorted(sides["before"] | sides["after"])
        ]

    def rows(self, connection: duckdb.DuckDBPyConnection) -> Iterator[RowDifference]:
        """Every row that differs, by scope and line, a piece at a time."""
        columns = _compared_columns(self.contract)
        shown = [column for column in columns if not holds_persons(self.contract, column)]
        flags = ", ".join(_differs(raw_name) for raw_name in columns.values()) or "false"
        values = "".join(
            f', cast(before."{c}" as varchar), cast(after."{c}" as varchar)' for c in shown
        )
        result = self._execute(
            connection,
            f"""
            select
                coalesce(before.scope, after.scope) as compared,
                case
                    when before.line is null then 'added'
                    when after.line is null then 'removed'
                    else 'changed'
                end as kind,
                before.line,
                after.line,
                [{flags}] as flags
                {values}
            {self._joined}
            where not ({_IS_BOTH}) or {_any_differs(columns)}
            order by compared, coalesce(after.line, before.line), kind
            """,
        )
        while piece := result.fetchmany(_ROWS_AT_ONCE):
            for scope, kind, line_before, line_after, differs, *pairs in piece:
                changed = tuple(
                    column
                    for column, is_other in zip(columns, differs, strict=True)
                    if is_other and kind == "changed"
                )
                texts = dict(zip(shown, zip(pairs[::2], pairs[1::2], strict=True), strict=True))
                told = tuple((c, *texts[c]) for c in changed if c in texts)
                yield RowDifference(scope, kind, line_before, line_after, changed, told)

    @property
    def _joined(self) -> str:
        """A from clause: rows ``before`` and ``after`` side by side."""
        keys = " and ".join(
            f'before."{name}" is not distinct from after."{name}"' for name in self.contract.raw_key
        )
        return (
            f"from {self._side('before')} as before full outer join {self._side('after')} as after "
            f"on before.scope = after.scope and {keys}"
        )

    def _side(self, side: str) -> str:
        return (
            f"(select parts.scope, delivered.* from raw.{self.contract.source} as delivered "
            f"inner join compared_parts as parts on parts.side = '{side}' "
            "and delivered.delivery_id = parts.delivery_id "
            f"and parts.scope = {scope_of(self.contract, 'delivered')})"
        )

    def _execute(
        self, connection: duckdb.DuckDBPyConnection, query: str
    ) -> duckdb.DuckDBPyConnection:
        connection.register("compared_parts", arrow_table(_COMPARED, list(self.parts)))
        return connection.execute(query)


def _scope_difference(
    scope: str, sides: dict[str, set[str]], columns: Iterable[str], counted: Sequence[int]
) -> ScopeDifference:
    added, removed, changed, rows_before, rows_after, *by_column = counted
    return ScopeDifference(
        scope,
        rows_before if scope in sides["before"] else None,
        rows_after if scope in sides["after"] else None,
        added,
        removed,
        changed,
        {name: count for name, count in zip(columns, by_column, strict=True) if count},
    )


def _compared_columns(contract: Contract) -> dict[str, str]:
    """Everything that is not the key, with its raw column; a birthday is part of a number."""
    left_out = {*contract.key, *contract.scope}
    return {c.name: c.raw_name for c in contract.columns if c.name not in left_out}


def _differs(raw_name: str) -> str:
    return f'before."{raw_name}" is distinct from after."{raw_name}"'


def _any_differs(columns: Mapping[str, str]) -> str:
    return " or ".join(_differs(raw_name) for raw_name in columns.values()) or "false"


def _scopes(
    connection: duckdb.DuckDBPyConnection, delivery: FoundDelivery
) -> list[tuple[str, str]]:
    found = connection.execute(
        "select delivery_id, scope from raw.delivery_scopes where delivery_id = $delivery_id "
        "order by scope",
        {"delivery_id": delivery.delivery_id},
    ).fetchall()
    return [(delivery_id, scope) for delivery_id, scope in found]


def _replaced(
    connection: duckdb.DuckDBPyConnection, delivery: FoundDelivery
) -> list[tuple[str, str]]:
    """For each scope of a delivery the one before it in the order of force, if there is one."""
    found = connection.execute(
        f"""
        select before_id, scope
        from (
            select
                scopes.delivery_id,
                scopes.scope,
                lag(scopes.delivery_id) over (
                    partition by scopes.source, scopes.scope order by {FORCE_ORDER}
                ) as before_id
            from raw.delivery_scopes as scopes
            inner join raw.deliveries as deliveries
                on scopes.delivery_id = deliveries.delivery_id and deliveries.outcome = 'loaded'
            where scopes.source = $source
        )
        where delivery_id = $delivery_id and before_id is not null
        order by scope
        """,
        {"source": delivery.source, "delivery_id": delivery.delivery_id},
    ).fetchall()
    return [(before_id, scope) for before_id, scope in found]
