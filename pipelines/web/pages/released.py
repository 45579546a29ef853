"""What readers have: the current release, and a key figure in it beside what the report printed.

Only the release is read: what is hidden in it is hidden here.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from pipelines.assets import links
from pipelines.home import Home
from pipelines.publication.listing import DATA, numbered_releases
from pipelines.publication.manifest import Manifest
from pipelines.web.pages.figures import figure_of
from pipelines.web.pages.layout import NoSuchPageError, Table, html_page, markdown

_MOST = 1_000  # rows of a page: some key figures have a hundred thousand
_HIDDEN = "[c]"
_CELLS = """
    select period, area, breakdown, value, numerator, denominator, ci_low, ci_high, status
    from read_parquet($file)
    where key_figure = $key_figure
    order by period_end desc, area_type, area, breakdown
"""
_REPORT = """
    select reference, page, period, area, breakdown, published_value, recomputed_value, state
    from read_parquet($file)
    where key_figure = $key_figure
    order by all
"""
_NUMBERS = frozenset(
    {"value", "numerator", "denominator", "ci_low", "ci_high"}
    | {"published_value", "recomputed_value"}
)


def release_page(home: Home, _name: str) -> str:
    """What the release says of itself."""
    folder, manifest = _current(home)
    text = (folder / "README.md").read_text(encoding="utf-8")
    title, _, body = text.removeprefix("# ").partition("\n")
    return html_page(title, [_about(manifest), f"Its files lie in {folder}.", markdown(body)])


def table_page(home: Home, name: str) -> str:
    """All cells of a key figure, the newest first, and below them the published ones."""
    figure = figure_of(name)
    folder, manifest = _current(home)
    [cells] = _tables(folder, "key_figures", _CELLS, name, "Cells")
    printed = _tables(folder, "reconciliation", _REPORT, name, "In the report of 2018 and now")
    defined = markdown(f"[How it is defined]({links.definition_page(name)})")
    legend = (
        f"{_HIDDEN}: hidden, because it tells of few persons or another hidden number could be "
        "worked out. Other empty cells of such a row are hidden, too, or have no number."
    )
    more = [f"Not all are here; all of them: noegletal show {name} --home {home.path}"]
    return html_page(
        figure.label.en,
        [
            *(_about(manifest), defined, legend, cells),
            *(more if len(cells.rows) == _MOST else ()),
            *printed,
        ],
    )


def _current(home: Home) -> tuple[Path, Manifest]:
    folder = numbered_releases(home).current()
    if folder is None:
        raise NoSuchPageError(f"Nothing is released yet. Run: noegletal release --home {home.path}")
    return folder, Manifest.read(folder)


def _about(manifest: Manifest) -> str:
    invented = " Demonstration: all persons are invented." if manifest.is_demonstration else ""
    policy = manifest.policy
    return (
        f"Release {manifest.release} of {manifest.released_at[:10]}. {policy['label']['en']} "
        f"({policy['id']}).{invented}"
    )


def _tables(
    folder: Path, mart: str, query: str, key_figure: str, caption: str
) -> tuple[Table, ...]:
    """The rows about a key figure; none of a mart that the release does not have."""
    import duckdb

    file = folder / DATA / f"{mart}.parquet"
    if not file.exists():
        return ()
    with closing(duckdb.connect(":memory:", config={"threads": 1})) as connection:
        found = connection.execute(query, {"file": str(file), "key_figure": key_figure})
        columns = [str(column[0]) for column in found.description or []]
        rows = [dict(zip(columns, row, strict=True)) for row in found.fetchmany(_MOST)]
    cells = [[_cell(row, name) for name in columns] for row in rows]
    return (Table(caption, columns, cells, _NUMBERS),)


def _cell(row: dict[str, Any], column: str) -> str:
    value = row[column]
    if value is None:
        is_hidden = "suppressed" in (row.get("status"), row.get("state"))
        return _HIDDEN if is_hidden and column.endswith("value") else ""
    if isinstance(value, float):
        return (
            f"{value:,.0f}"
            if value.is_integer() and not column.endswith("value")
            else f"{value:,.2f}"
        )
    return str(value)
