"""``datapackage.json``: the release described by the Data Package standard, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.checksum import sha256
from pipelines.publication.content.about import SOURCE, TITLE, About
from pipelines.publication.content.descriptions import TableText

NAME = "datapackage.json"
_MIT = {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "MIT License"}
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write_datapackage(
    folder: Path, texts: Sequence[tuple[TableText, pa.Schema]], about: About
) -> None:
    """Describe every CSV and Parquet file of ``folder``: columns, types, units, keys, hashes."""
    content: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "noegletal",
        "title": TITLE.en,
        "description": " ".join(
            dict.fromkeys([*(warning.en for warning in about.warnings), about.protection.en])
        ),
        "version": str(about.release),
        "sources": [{"title": SOURCE.en}],
        **({"licenses": [_MIT]} if about.is_demonstration else {}),
        "termsOfUse": about.terms.en,
        "codeVersion": about.code_version,
        "disclosurePolicy": about.policy.model_dump(mode="json"),
        "resources": [
            resource for text, schema in texts for resource in _resources(folder, text, schema)
        ],
    }
    written = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(written, encoding="utf-8")


def _resources(folder: Path, text: TableText, schema: pa.Schema) -> Iterator[dict[str, Any]]:
    iso = {"delimiter": ",", "lineTerminator": "\n"}
    danish = {"delimiter": ";", "lineTerminator": "\r\n"}
    yield _resource(folder, f"data/{text.name}.csv", text.name, text) | {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": iso,
        "schema": _schema(text, schema, {}, {}),
    }
    yield _resource(folder, f"data/excel/{text.name}.csv", f"{text.name}_excel", text) | {
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": danish,
        "schema": _schema(text, schema, {"decimalChar": ","}, {"format": "%d-%m-%Y"}),
    }
    yield _resource(folder, f"data/{text.name}.parquet", f"{text.name}_parquet", text) | {
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _schema(text, schema, {}, {}),
    }


def _resource(folder: Path, path: str, name: str, text: TableText) -> dict[str, Any]:
    file = folder / path
    return {
        "name": name,
        "path": path,
        "title": text.name,
        "description": text.description,
        "bytes": file.stat().st_size,
        "hash": f"sha256:{sha256(file)}",
    }


def _schema(
    text: TableText, schema: pa.Schema, number: dict[str, str], day: dict[str, str]
) -> dict[str, Any]:
    fields = []
    for field in schema:
        column = text.columns[field.name]
        kind = _type(field.type)
        described = {"name": field.name, "type": kind, "description": column.description}
        described |= {"unit": column.unit} if column.unit else {}
        fields.append(described | {"number": number, "date": day}.get(kind, {}))
    key = {"primaryKey": list(text.key)} if text.key else {}
    return {"fields": fields, "missingValues": [""]} | key


def _type(arrow_type: pa.DataType) -> str:
    if pa.types.is_boolean(arrow_type):
        return "boolean"
    if pa.types.is_integer(arrow_type):
        return "integer"
    if pa.types.is_floating(arrow_type) or pa.types.is_decimal(arrow_type):
        return "number"
    if pa.types.is_date(arrow_type):
        return "date"
    if pa.types.is_string(arrow_type) or pa.types.is_large_string(arrow_type):
        return "string"
    raise TypeError(f"A released column of type {arrow_type} has no name in a data package.")
