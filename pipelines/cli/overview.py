"""Commands that say what there is: the catalogue of key figures, and what has been delivered."""

from __future__ import annotations

from models.catalogue import load_catalogue
from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.marts import unprotected_marts
from pipelines.cli.options import FormatOption, HomeOption, existing_home
from pipelines.cli.talk import say


def catalogue(output: FormatOption = Format.TABLE) -> None:
    """The catalogue of key figures, in Danish and English."""
    columns = ("key_figure", "dansk", "english", "unit", "breakdowns", "report")
    print_rows(
        Rows(
            columns,
            [
                (f.id, f.label.da, f.label.en, f.unit, ", ".join(f.breakdowns), f.report)
                for f in load_catalogue().values()
            ],
        ),
        output,
    )


def status(output: FormatOption = Format.TABLE, home: HomeOption = None) -> None:
    """What has been delivered of each source, and how many rows were read and rejected."""
    place = existing_home(home)
    marts = unprotected_marts(place)
    print_rows(marts.read(_STATUS), output)
    for source, name, message in marts.read(_REFUSED).values:
        say(f"Refused: {source}/{name}. {message}")


_STATUS = """
    select
        source,
        count(*) filter (where is_in_force) as in_force,
        count(*) filter (where outcome = 'loaded' and not is_in_force) as superseded,
        count(*) filter (where outcome = 'refused') as refused,
        max(delivered_on) filter (where is_in_force) as newest,
        cast(sum(lines_read) as bigint) as rows_read,
        cast(sum(lines_accepted) as bigint) as rows_accepted,
        cast(sum(lines_rejected) as bigint) as rows_rejected
    from deliveries
    group by source
    order by source
"""

_REFUSED = """
    select source, file_name, message_en from deliveries where outcome = 'refused' order by all
"""
