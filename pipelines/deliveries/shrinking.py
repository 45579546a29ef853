"""The guard against half a file: a scope that loses more than half of its rows is refused."""

from __future__ import annotations

import duckdb

from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.scopes import Scope
from pipelines.deliveries.sentences import DeliveryRefusedError


def check_shrinking(
    connection: duckdb.DuckDBPyConnection, file: FoundFile, scopes: list[Scope]
) -> None:
    """``DeliveryRefusedError`` when a scope would replace its rows by fewer than half as many.

    What it replaces is the newest loaded delivery of the scope up to the new one's date, whatever
    was loaded in between, so that the verdict does not depend on the order of loading.
    """
    replaced = dict(
        connection.execute(
            """
            select scopes.scope, scopes.rows_accepted
            from raw.delivery_scopes as scopes
            inner join raw.deliveries as deliveries
                on scopes.delivery_id = deliveries.delivery_id
            where
                scopes.source = $source
                and deliveries.outcome = 'loaded'
                and (scopes.delivered_on, deliveries.file_name) <= ($delivered_on, $file_name)
            qualify row_number() over (
                partition by scopes.scope
                order by scopes.delivered_on desc, deliveries.file_name desc, deliveries.rowid desc
            ) = 1
            """,
            {
                "source": file.source,
                "delivered_on": file.delivered_on,
                "file_name": file.name,
            },
        ).fetchall()
    )
    for scope in scopes:
        before = replaced.get(scope.scope, 0)
        if 2 * scope.rows_accepted < before:
            raise DeliveryRefusedError(
                "scope_shrinks", before=before, after=scope.rows_accepted, scope=scope.scope
            )
