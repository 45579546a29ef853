"""The results as a page ("Data Docs"): plain sentences, outcomes, evidence; never a value.

Great Expectations' own pages load scripts from elsewhere, so this one is rendered here. Its bytes
follow from the results and the ledger alone: the day on it is that of the deliveries.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.validate import NOTHING_DELIVERED, RuleResult
from models.contract import Contract, load_contracts

OUTCOMES = {
    "crashed": ("kunne ikke prøves", "crashed"),
    "fail": ("ikke opfyldt", "fail"),
    "skipped": ("sprunget over", "skipped"),
    "pass": ("opfyldt", "pass"),
}
SEVERITIES = {"error": ("standser", "error"), "warn": ("advarsel", "warning")}
_WHY_DA = {
    NOTHING_DELIVERED: "intet er leveret",
    "no delivery in force replaces one of that size": "ingen gældende leverance erstatter en af "
    "den størrelse",
    "no control totals are delivered for it": "der er ikke leveret kontroltal for den",
}
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Checked:
    """One source on the page: its results, and the files in force that they are about."""

    contract: Contract
    results: tuple[RuleResult, ...]
    files: tuple[str, ...]


def write_page(
    connection: duckdb.DuckDBPyConnection, results: list[RuleResult], folder: Path
) -> Path:
    """Write ``index.html`` into the folder, whole or not at all; gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    page, unfinished = folder / "index.html", folder / ".index.html"
    unfinished.write_text(render(connection, results), encoding="utf-8", newline="\n")
    return unfinished.replace(page)


def render(connection: duckdb.DuckDBPyConnection, results: list[RuleResult]) -> str:
    """The page as HTML."""
    files, day = _in_force(connection)
    checked = [
        Checked(
            contract,
            tuple(result for result in results if result.source == source),
            files.get(source, ()),
        )
        for source, contract in load_contracts().items()
    ]
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html").render(
        checked=[each for each in checked if each.results],
        counts=Counter(result.outcome for result in results),
        troubled=[r for r in results if r.outcome in ("fail", "crashed")],
        outcomes=OUTCOMES,
        severities=SEVERITIES,
        why_da=_WHY_DA,
        day=day,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def _in_force(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[dict[str, tuple[str, ...]], date | None]:
    """File names in force by source, and the day asked for or else that of the newest of them."""
    rows = connection.execute(
        """
        select distinct in_force.source, ledger.file_name
        from raw.deliveries_in_force as in_force
        inner join raw.deliveries as ledger on in_force.delivery_id = ledger.delivery_id
        order by in_force.source, ledger.file_name
        """
    ).fetchall()
    asked = connection.execute(
        """
        select coalesce(
            (select max(as_of) from raw.as_of),
            (select max(delivered_on) from raw.deliveries_in_force)
        )
        """
    ).fetchone()
    files: dict[str, tuple[str, ...]] = {}
    for source, name in rows:
        files[source] = (*files.get(source, ()), name)
    return files, asked[0] if asked else None
