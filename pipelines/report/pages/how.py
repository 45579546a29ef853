"""How a number is made: its record, its query, and the deliveries that it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.catalogue import load_catalogue
from pipelines.home import DBT_PROJECT
from pipelines.report.marts import Marts, Row
from pipelines.report.numbers import Language, text

_QUERIES = "models/core/key_figures"


@dataclass(frozen=True)
class Explained:
    """What a page says of one key figure; ``deliveries`` are those of the sources it needs."""

    id: str
    label: str
    numerator: str
    denominator: str
    unit: str
    interval: str
    report: str
    query: str
    deliveries: list[Row]
    notes: Mapping[str, str]


def explained(marts: Marts, language: Language) -> list[Explained]:
    """One record for each key figure that the release has, in the catalogue's order."""
    return [
        explain(row["key_figure"], marts, language)
        for row in marts.rows("catalogue")
        if marts.key_figure(row["key_figure"])
    ]


def explain(key_figure: str, marts: Marts, language: Language) -> Explained:
    """What is known of a key figure; ``KeyError`` when there is none of that id."""
    record = load_catalogue()[key_figure]
    note_ids = {
        note
        for row in marts.key_figure(key_figure)
        for note in (row["note_ids"] or "").split(",")
        if note
    }
    return Explained(
        id=record.id,
        label=text(record.label, language),
        numerator=text(record.numerator, language),
        denominator=text(record.denominator, language) if record.denominator else "",
        unit=record.unit,
        interval=record.interval or "",
        report=record.report,
        query=_queries()[f"kf_{key_figure}.sql"].read_text(encoding="utf-8"),
        deliveries=[d for d in marts.rows("deliveries_used") if d["source"] in record.needs],
        notes=marts.notes(note_ids, language),
    )


@cache
def _queries() -> dict[str, Path]:
    return {path.name: path for path in (DBT_PROJECT / _QUERIES).rglob("kf_*.sql")}
