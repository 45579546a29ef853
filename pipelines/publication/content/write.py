"""Writing all files of a release, table by table, each in the forms that its readers open."""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.publication.content.about import About
from pipelines.publication.content.database import write_database
from pipelines.publication.content.datapackage import write_datapackage
from pipelines.publication.content.descriptions import TableText, describe
from pipelines.publication.content.parquet import write_parquet
from pipelines.publication.content.readme import write_readmes
from pipelines.publication.content.text import DANISH_EXCEL, ISO, write_csv

LOG = logging.getLogger("noegletal.release")
DATA = "data"
DATABASE = "noegletal.duckdb"
EXCEL = "data/excel"
WARNING = "ADVARSEL-WARNING.txt"


def write_content(connection: duckdb.DuckDBPyConnection, folder: Path, about: About) -> None:
    """Write every table of schema ``marts`` into ``folder``, with all that explains it.

    The same tables give the same bytes, on whatever day and under whatever locale.
    ``UndescribedError`` when a table or column has no description.
    """
    (folder / EXCEL).mkdir(parents=True)
    texts: list[tuple[TableText, pa.Schema]] = []
    for name in table_names(connection):
        table = connection.execute(f'from marts."{name}"').to_arrow_table()
        text = describe(name, table.column_names)
        LOG.debug("Writing %s", name)
        write_parquet(table, folder / DATA / f"{name}.parquet", text, about)
        write_csv(table, folder / DATA / f"{name}.csv", ISO)
        write_csv(table, folder / EXCEL / f"{name}.csv", DANISH_EXCEL)
        texts.append((text, table.schema))
    _write_warning(folder, about)
    described = [text for text, _ in texts]
    write_database(folder / DATABASE, folder / DATA, described, about)
    write_readmes(folder, described, about)
    write_datapackage(folder, texts, about)


def _write_warning(folder: Path, about: About) -> None:
    """A CSV cannot say what it shows, so a file beside the CSVs does, when nothing is hidden."""
    if about.policy.hides:
        return
    said = "".join(f"{warning.da}\n{warning.en}\n" for warning in about.warnings)
    for place in (DATA, EXCEL):
        (folder / place / WARNING).write_text(said, encoding="utf-8")


def table_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The tables of schema ``marts``, sorted."""
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'marts' "
        "and table_catalog = current_catalog() order by table_name"
    ).fetchall()
    return [name for (name,) in rows]
