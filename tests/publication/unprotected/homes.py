"""Homes with a small warehouse, as a refresh has left it before it writes the set."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.home import Home
from pipelines.publication.project_marts import ProjectMarts

_LEDGER = """
    create schema raw;
    create schema marts;
    create table raw.as_of as select date '2018-05-01' as as_of;
    create table marts.deliveries_used as
        select 'd1' as delivery_id, 'anbringelser' as source, '2018-04-01_a.csv' as file_name,
            'ab' as sha256, date '2018-04-01' as delivered_on;
    create table marts.delivery_scopes(
        delivery_id varchar, scope varchar, area_code varchar, period varchar, is_in_force boolean
    );
    insert into marts.delivery_scopes values
        ('d1', '657', '657', null, true), ('d1', '510', '510', null, false);
"""


def home_with(folder: Path, **marts: str) -> Home:
    """A home whose marts are these queries by name."""
    home = Home(folder)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(_LEDGER)
        for name, select in marts.items():
            connection.execute(f"create table marts.{name} as {select}")
    return home


def these(*marts: str, **compiled: Path) -> ProjectMarts:
    """Marts of a project, none of them released but the ``compiled`` ones."""
    return ProjectMarts(tuple(sorted(marts)), tuple(sorted(compiled)), tuple(compiled), compiled)
