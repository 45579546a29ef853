"""``datapackage.json``: who reads the files by it gets the marts."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipelines.publication.content.descriptions import describe
from tests.publication.content.made import about, marts, written


@pytest.fixture(scope="module")
def package(release: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((release / "datapackage.json").read_text("utf-8"))
    return content


def cell(text: str, field: dict[str, Any]) -> Any:
    """A cell as the standard reads it by its field."""
    if text == "":
        return None
    if field["type"] == "number":
        return float(text.replace(field.get("decimalChar", "."), "."))
    if field["type"] == "date":
        return datetime.strptime(text, field.get("format", "%Y-%m-%d")).date()
    return int(text) if field["type"] == "integer" else text


@pytest.mark.parametrize("ending", ["", "_excel"])
@pytest.mark.parametrize("mart", sorted(marts()))
def test_a_csv_read_by_its_resource_is_the_mart(
    release: Path, package: dict[str, Any], mart: str, ending: str
) -> None:
    [resource] = [each for each in package["resources"] if each["name"] == mart + ending]
    delimiter = resource["dialect"]["delimiter"]
    # utf-8-sig reads UTF-8 with and without its mark.
    with (release / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=delimiter, strict=True)
    fields = resource["schema"]["fields"]
    assert header == [field["name"] for field in fields]
    read = [[cell(text, field) for text, field in zip(row, fields, strict=True)] for row in rows]
    held = [[as_read(value) for value in row.values()] for row in marts()[mart].to_pylist()]
    assert repr(read) == repr(held)  # repr tells -0.0 from 0.0


def as_read(value: Any) -> Any:
    """What the standard cannot tell: an empty text is missing; and the apostrophe of formulas."""
    if not isinstance(value, str):
        return value
    return re.sub(r"^('*[=+\-@\t\r])", r"'\1", value) or None


def test_every_file_with_rows_is_in_it_with_size_and_hash(
    release: Path, package: dict[str, Any]
) -> None:
    resources = {each["path"]: each for each in package["resources"]}
    files = {
        path.relative_to(release).as_posix(): path
        for path in (release / "data").rglob("*")
        if path.is_file() and path.name != "dictionary.csv"
    }
    assert set(resources) == set(files)
    for name, path in files.items():
        content = path.read_bytes()
        assert resources[name]["bytes"] == len(content)
        assert resources[name]["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert re.fullmatch(r"[a-z0-9._-]+", resources[name]["name"])
    assert len({each["name"] for each in package["resources"]}) == len(files)


def test_keys_are_those_of_dbt(package: dict[str, Any]) -> None:
    keys = {each["name"]: each["schema"].get("primaryKey") for each in package["resources"]}
    for mart in marts():
        assert keys[mart] == list(describe(mart, ()).key)
    assert keys["survey_response"] == ["area_type", "area_code", "survey_year", "respondent_group"]


def test_every_field_has_a_description_and_quantities_a_unit(package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"]
            if field["type"] in ("number", "integer"):
                assert field["unit"]


def test_a_licence_is_claimed_for_invented_data_only(
    package: dict[str, Any], tmp_path: Path
) -> None:
    assert [each["name"] for each in package["licenses"]] == ["MIT"]
    real = written(tmp_path / "7", about(is_demonstration=False))
    content = json.loads((real / "datapackage.json").read_text("utf-8"))
    assert "licenses" not in content
    assert "sets the terms of use" in content["termsOfUse"]
