"""What a released table and its columns mean, and what is hidden: said in every file."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from pipelines.home import DBT_PROJECT
from pipelines.publication import restatements
from pipelines.publication.content.descriptions import UndescribedError, describe
from tests.publication.content.made import about, marts, written

NOTHING_HIDDEN = ("small counts are NOT hidden", "små antal er IKKE skjult")
# An order, a factor and the numbers of releases: numbers without a unit.
NO_QUANTITIES = {"sort_order", "multiplier", "price_factor", "release", "previous_release"}


def released_marts() -> dict[str, list[dict[str, str]]]:
    """The marts that dbt releases, with the columns of their contracts."""
    pages = [*(DBT_PROJECT / "models" / "marts").rglob("*.yml")]
    models = [model for page in pages for model in yaml.safe_load(page.read_text())["models"]]
    return {
        model["name"]: model["columns"]
        for model in models
        if model["config"].get("meta", {}).get("release")
    }


def test_every_column_of_a_released_mart_is_described_and_every_quantity_has_a_unit() -> None:
    assert len(released_marts()) >= 14
    for mart, columns in released_marts().items():
        text = describe(mart, [column["name"] for column in columns])
        assert text.description
        assert text.key, mart
        for column in columns:
            said = text.columns[column["name"]]
            assert said.description, (mart, column)
            is_number = column["data_type"] in ("double", "bigint", "integer")
            if is_number and column["name"] not in NO_QUANTITIES:
                assert said.unit, (mart, column["name"])


def test_restatements_are_described_as_they_are_made() -> None:
    page = Path(restatements.__file__).with_name("restatements.yml").read_text()
    [model] = yaml.safe_load(page)["models"]
    assert describe("restatements", [column["name"] for column in model["columns"]]).key


@pytest.mark.parametrize(
    ("mart", "column", "said"),
    [
        ("secrets", "a", "secrets: the table has no description"),
        ("catalogue", "colour", "catalogue: the column colour has no description"),
    ],
)
def test_what_nobody_has_described_is_not_released(
    tmp_path: Path, mart: str, column: str, said: str
) -> None:
    with pytest.raises(UndescribedError, match=said):
        written(tmp_path / "7", tables={mart: pa.table({column: ["x"]})})


def test_units() -> None:
    columns = ("placed_count", "placed_per_1000", "placed_ci_low", "foster_share_pct", "cut_date")
    text = describe("placement_pattern", columns)
    assert [text.columns[name].unit for name in columns] == [
        "count",
        "per 1,000 aged 0-17",
        "per 1,000 aged 0-17",
        "per cent",
        "",
    ]
    assert describe("key_figures", ["ci_low"]).columns["ci_low"].unit == "as in the column unit"


def test_parquet_says_what_it_is_to_any_reader(release: Path) -> None:
    file = release / "data" / "placement_pattern.parquet"
    schema = pq.read_schema(file)
    said = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert said["title_da"] == "Nøgletal for indsatsen for udsatte børn og unge"
    assert (said["table"], said["release"], said["as_of"]) == (
        "placement_pattern",
        "7",
        "2017-10-31",
    )
    assert said["disclosure_policy"] == "trivsel5"
    assert said["source"] and said["description"] and said["licence"]
    for field in schema:
        assert field.metadata[b"description"]
    assert schema.field("population").metadata[b"unit"] == b"persons"
    keys = duckdb.execute("select key from parquet_kv_metadata($1)", [str(file)]).fetchall()
    assert (b"disclosure",) in keys


@pytest.mark.parametrize("mart", sorted(marts()))
def test_parquet_holds_the_mart(release: Path, mart: str) -> None:
    assert pq.read_table(release / "data" / f"{mart}.parquet").equals(marts()[mart])


def test_the_dictionary_has_every_column_and_no_formula(release: Path) -> None:
    with (release / "data" / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["table"], row["column"]) for row in rows} == {
        (name, column) for name, table in marts().items() for column in ["", *table.column_names]
    }
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "-"))]


def said_by(release: Path) -> dict[str, str]:
    """What each file says of the release; a CSV can say nothing, the file beside it does."""
    texts = {
        path.relative_to(release).as_posix(): path.read_text("utf-8")
        for path in release.rglob("*")
        if path.suffix in (".md", ".json", ".txt")
    }
    for path in (release / "data").glob("*.parquet"):
        texts[path.name] = " ".join(v.decode() for v in pq.read_schema(path).metadata.values())
    with duckdb.connect(str(release / "noegletal.duckdb"), read_only=True) as connection:
        rows = connection.execute("select value from about").fetchall()
    return texts | {"noegletal.duckdb": " ".join(value for (value,) in rows)}


def test_every_file_says_that_nothing_is_hidden(tmp_path: Path) -> None:
    said = said_by(written(tmp_path / "7", about("none")))
    assert {"data/ADVARSEL-WARNING.txt", "data/excel/ADVARSEL-WARNING.txt"} < set(said)
    assert [name for name, text in said.items() if not any(w in text for w in NOTHING_HIDDEN)] == []


def test_no_file_says_so_where_small_counts_are_hidden(release: Path) -> None:
    said = said_by(release)
    assert [name for name, text in said.items() if any(w in text for w in NOTHING_HIDDEN)] == []
    assert "ADVARSEL" not in " ".join(said)
    for page in ("README.md", "LÆSMIG.md"):
        assert "`trivsel5`" in said[page]
        assert "udgivelse 7" in said[page] or "release 7" in said[page]
        assert "None" not in said[page]
