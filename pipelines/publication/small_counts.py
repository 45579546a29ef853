"""Whether a release shows a number that its policy hides, looked at without the rules that hid it.

This finds what slipped through; whether a hidden number can be worked out is the attacker's to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from models.catalogue import Persons, load_catalogue
from models.disclosure import load_disclosure
from pipelines.publication.listing import DATA
from pipelines.publication.manifest import Manifest
from pipelines.publication.restatements_sql import CELL, NUMBERS

if TYPE_CHECKING:
    import duckdb

_FIGURES = "key_figures"
_RESTATEMENTS = "restatements"
_SIDES = ("old", "new")
# A wide mart's counts are named so; cases may be halves, and are no persons.
_COUNT_ENDING = "_count"
_NO_PERSONS = ("case_count", "period_count")
_NUMBERS_OF_SUPPRESSED = ("value", "ci_low", "ci_high")


def shown_small_counts(folder: Path, manifest: Manifest) -> Iterator[str]:
    """A sentence for every table that shows what it should hide; none of the numbers is told."""
    import duckdb

    threshold = int(manifest.policy["threshold"])
    rounding = manifest.policy.get("rounding")
    with duckdb.connect(":memory:") as connection:
        for path in sorted((folder / DATA).glob("*.parquet")):
            file = str(path).replace("'", "''")
            connection.execute(f"create or replace view mart as from read_parquet('{file}')")
            columns = [name for name, *_ in connection.execute("describe mart").fetchall()]
            is_restated = path.stem == _RESTATEMENTS
            wrong = dict(_restated(folder) if is_restated else _suppressed(columns))
            for name, condition in _counts_of_persons(path.stem, columns):
                small = f'{condition} and "{name}" between 1 and {threshold - 1}'
                wrong[f"{name} is a small count"] = small
                if rounding:
                    wrong[f"{name} is not rounded"] = f'{condition} and "{name}" % {rounding} <> 0'
            for what, condition in wrong.items():
                if rows := _count(connection, condition):
                    yield f"{path}: {what} in {rows} rows."


def _suppressed(columns: list[str]) -> Iterator[tuple[str, str]]:
    if "status" not in columns:
        return
    for name in _NUMBERS_OF_SUPPRESSED:
        if name in columns:
            yield (
                f"{name} is shown although suppressed",
                f"status = 'suppressed' and {name} is not null",
            )


def _restated(folder: Path) -> Iterator[tuple[str, str]]:
    """What the release's own figures hide, a restatement may not tell, of any earlier release."""
    figures = str(folder / DATA / f"{_FIGURES}.parquet").replace("'", "''")
    cell = " and ".join(f"figures.{name} = mart.{name}" for name in CELL)
    for name in NUMBERS:
        is_hidden = (
            f"exists (from read_parquet('{figures}') as figures "
            f"where {cell} and figures.status = 'suppressed' and figures.{name} is null)"
        )
        for side in _SIDES:
            yield (
                f"{side}_{name} is shown although hidden in {_FIGURES}",
                f"{side}_{name} is not null and {is_hidden}",
            )
    for side in _SIDES:
        yield (
            f"{side}_value is shown although suppressed then",
            f"{side}_status = 'suppressed' and {side}_value is not null",
        )


def _counts_of_persons(mart: str, columns: list[str]) -> Iterator[tuple[str, str]]:
    """The columns that count persons, and in which rows they do."""
    if mart in (_FIGURES, _RESTATEMENTS):
        prefixes = [f"{side}_" for side in _SIDES] if mart == _RESTATEMENTS else [""]
        for field in ("numerator", "denominator"):
            figures = ", ".join(f"'{each}'" for each in _figures_of_persons(field))
            yield from ((prefix + field, f"key_figure in ({figures})") for prefix in prefixes)
        return
    for name in columns:
        if name.endswith(_COUNT_ENDING) and name not in _NO_PERSONS:
            yield name, "true"


def _figures_of_persons(field: str) -> list[str]:
    """The key figures whose numerator or denominator counts persons whom not everybody knows of."""
    return [
        figure.id
        for figure in load_catalogue().values()
        if isinstance(figure.persons, Persons)
        for names in (getattr(figure.persons, f"{field}s"),)
        if any(not load_disclosure().count(name).known for name in names.values())
    ]


def _count(connection: duckdb.DuckDBPyConnection, condition: str) -> int:
    return int(connection.execute(f"select count(*) from mart where {condition}").fetchall()[0][0])
