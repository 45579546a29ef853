"""The command that says how a figure is made: its record, notes, deliveries and query."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.cli.choosing import ReleaseOption
from pipelines.cli.marts import chosen_release
from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.talk import unknown
from pipelines.report.numbers import Language

LanguageOption = Annotated[Language, typer.Option("--lang", help="da or en.", case_sensitive=False)]


def explain(
    figure: Annotated[
        str, typer.Argument(help="Number of a figure of the report (35-71), or a key figure's id.")
    ],
    release: ReleaseOption = None,
    lang: LanguageOption = "da",
    home: HomeOption = None,
) -> None:
    """How a figure is made: what is counted, its notes, the deliveries behind it and its query.

    The same as the report's page on it; everything is read from the release.
    """
    from models.catalogue import load_catalogue
    from models.charts import load_charts, numbered
    from pipelines.report.marts import Marts
    from pipelines.report.pages.how import explain as explained

    numbers = {str(number): family for number, (family, _) in numbered(load_charts()).items()}
    wanted = numbers[figure].key_figure if figure in numbers else figure
    if wanted not in load_catalogue():
        unknown("figure", figure, [*numbers, *load_catalogue()])
    folder = chosen_release(existing_home(home), release)
    found = explained(wanted, Marts(folder, int(folder.name)), lang)
    for line in (
        f"{found.label} ({found.id}, release {folder.name})",
        f"  {found.numerator}",
        *([f"  / {found.denominator}"] if found.denominator else []),
        f"  {found.report}",
        *(f"  Note: {note}" for note in found.notes.values()),
        "",
        *(
            f"{each['delivered_on']}  {each['sha256'][:16]}  {each['source']}/{each['file_name']}"
            for each in found.deliveries
        ),
        "",
        found.query.rstrip(),
    ):
        typer.echo(line)
