"""A record, a query and one line in the union make a key figure."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from models import catalogue
from tests.contributing.examples import CHECKOUT, example
from tests.key_figures import marts
from tests.key_figures.plain.country import Delivery

MODEL = "dbt_project/models/core/key_figures/kf_placed_infants.sql"


def placed(person: str, birth_date: date) -> dict[str, object]:
    return {
        "person_id": person,
        "birth_date": birth_date,
        "kommune": "657",
        "anbringelsessted": "21",
        "startdato": date(2015, 1, 1),
        "maalgruppe": "social",
    }


def test_the_example_key_figure_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(
        CHECKOUT / "dbt_project",
        tmp_path / "dbt_project",
        ignore=shutil.ignore_patterns("target", "logs"),
    )
    (tmp_path / MODEL).write_text(example(MODEL), encoding="utf-8")
    union = tmp_path / "dbt_project/models/core/core_counts.sql"
    listed = union.read_text(encoding="utf-8")
    union.write_text(
        listed.replace(
            "    'placed_per_1000',\n", "    'placed_per_1000',\n    'placed_infants',\n"
        ),
        encoding="utf-8",
    )
    records = tmp_path / "catalogue.yml"
    known = catalogue.CATALOGUE.read_text(encoding="utf-8")
    records.write_text(known + example("models/catalogue.yml"), encoding="utf-8")
    monkeypatch.setattr(catalogue, "CATALOGUE", records)
    monkeypatch.setattr(marts, "DBT_PROJECT", tmp_path / "dbt_project")
    catalogue.load_catalogue.cache_clear()
    rows = [placed("infant", date(2013, 6, 1)), placed("just three", date(2012, 1, 31))]
    try:
        delivery = Delivery("anbringelser", date(2015, 2, 1), rows)
        with marts.Project.built([delivery], tmp_path).marts() as built:
            cell = built.cells["placed_infants", "657", "2015-01-31", "total"]
    finally:
        monkeypatch.undo()
        catalogue.load_catalogue.cache_clear()

    assert (cell.value, cell.unit, cell.status) == (1, "count", "ok")
