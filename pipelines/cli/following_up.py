"""The command on follow-ups: which are overdue, as a list for the analysts of a municipality."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.cli.choosing import record_look
from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.options import (
    FormatOption,
    HomeOption,
    PurposeOption,
    existing_home,
    reading,
)
from pipelines.cli.talk import fail, misuse, say

_TABLE = "core.core_overdue_follow_ups"


def overdue(
    municipality: Annotated[
        str, typer.Option("--municipality", help="Three-digit code, for instance 657.")
    ],
    output: FormatOption = Format.TABLE,
    purpose: PurposeOption = None,
    home: HomeOption = None,
) -> None:
    """Children whose follow-up is overdue by their municipality's own standard, longest first.

    As of its newest delivery of opfoelgninger. Confidential: a row is about a child, under its
    pseudonym; recorded in the access log. Who delivered the follow-ups finds the child by step and
    dates.
    """
    from models.codelists import municipalities

    if municipality not in municipalities():
        misuse(f"{municipality} is no municipality; give its three-digit code, for instance 657.")
    place = existing_home(home)
    with reading(place, "noegletal overdue") as connection:
        import duckdb

        try:
            [(count,)] = connection.execute(
                f"select count(*) from {_TABLE} where municipality_code = ?", [municipality]
            ).fetchall()
        except duckdb.CatalogException:
            fail("Nothing is computed yet. Refresh the home first: noegletal refresh.")
        record_look(place, "noegletal overdue", {_TABLE: count}, purpose)
        found = connection.execute(
            "select person_id, step_key, on_step_from, last_looked_at_on, due_on, overdue_days "
            f"from {_TABLE} where municipality_code = ? order by overdue_days desc, person_id",
            [municipality],
        )
        columns = tuple(name for name, *_ in found.description or [])
        print_rows(Rows(columns, [list(row) for row in found.fetchall()]), output)
    say(f"{count} follow-ups are overdue in {municipalities()[municipality]}.")
