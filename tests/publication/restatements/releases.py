"""Releases of literal tables: folders with what the comparison of releases reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from models.catalogue import load_catalogue
from pipelines.publication.manifest import FORMAT, NAME, Manifest
from pipelines.publication.restatements import restatements
from pipelines.publication.unprotected import DeliveryInForce, Scope
from pipelines.version import code_version

REGIONS = {"510": "083", "657": "082", "665": "082"}
SCHEMA = pa.schema(
    [
        (n, pa.string())
        for n in ("key_figure", "area_type", "area_code", "area", "period", "breakdown")
    ]
    + [(name, pa.float64()) for name in ("numerator", "denominator", "value")]
    + [(name, pa.string()) for name in ("unit", "status")]
)
TRIVSEL5 = {"id": "trivsel5", "threshold": 5}
# "510 2016-01-31" -> (numerator, denominator), (numerator, denominator, status), or a value.
Cells = dict[str, Any]


def figures(cells: Cells, key_figure: str = "placement_share", part: str = "foster") -> pa.Table:
    """A ``key_figures``: in per cent, None is hidden unless a third entry says otherwise."""
    rows = []
    for cell, shown in cells.items():
        area_code, period, *other = cell.split()
        figure, breakdown = (*other, part)[:2] if len(other) > 1 else (key_figure, *other, part)[:2]
        numerator, denominator, *status = shown if isinstance(shown, tuple) else (None, None, "ok")
        value = shown if not isinstance(shown, tuple) else None
        if numerator is not None and denominator:
            value = numerator / denominator * 100
        is_hidden = not status and None in (numerator, denominator)
        rows.append(
            {
                "key_figure": figure,
                "area_type": {"0": "region"}.get(area_code[0], "municipality")
                if area_code != "000"
                else "country",
                "area_code": area_code,
                "area": f"Område {area_code}",
                "period": period,
                "breakdown": breakdown,
                "numerator": numerator,
                "denominator": denominator,
                "value": value,
                "unit": load_catalogue()[figure].unit,
                "status": status[0] if status else "suppressed" if is_hidden else "ok",
            }
        )
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def delivery(name: str, source: str, *scopes: str) -> DeliveryInForce:
    """A delivery in force; a scope is ``510``, ``510|2016``, or ``*`` for everything."""
    parts = [(*scope.split("|"), None)[:2] for scope in scopes or ("*",)]
    return DeliveryInForce(
        delivery_id=name,
        source=source,
        file_name=f"{name}.csv",
        sha256=name * 8,
        delivered_on="2018-04-01",
        scopes=tuple(
            Scope("|".join(filter(None, each)), None if each[0] == "*" else each[0], each[1])
            for each in parts
        ),
    )


@dataclass
class Story:
    """Releases of one home, one after another, all under one policy."""

    folder: Path
    policy: dict[str, Any] = field(default_factory=lambda: dict(TRIVSEL5))
    keeps_scopes: bool = True
    number: int = 0

    @property
    def latest(self) -> Path | None:
        return self.folder / str(self.number) if self.number else None

    def release(
        self, key_figures: pa.Table, *deliveries: DeliveryInForce, code: str | None = None
    ) -> list[dict[str, Any]]:
        """Make the next one; its restatements."""
        table = restatements(self.number + 1, self.latest, key_figures, deliveries, REGIONS)
        self.number += 1
        data = self.folder / str(self.number) / "data"
        data.mkdir(parents=True)
        pq.write_table(key_figures, data / "key_figures.parquet")
        pq.write_table(table, data / "restatements.parquet")
        self._manifest(deliveries, code or code_version())
        return list(table.to_pylist())

    def _manifest(self, deliveries: tuple[DeliveryInForce, ...], code: str) -> None:
        manifest = Manifest(
            format=FORMAT,
            release=self.number,
            previous_release=self.number - 1 or None,
            released_at="2018-05-01T12:00:00+00:00",
            code_version=code,
            is_demonstration=True,
            as_of=None,
            policy=self.policy,
            figures_sha256=str(self.number),
            deliveries=tuple(self._record(each) for each in deliveries),
            tables={},
            files={},
        )
        assert self.latest
        (self.latest / NAME).write_text(manifest.written, encoding="utf-8")

    def _record(self, one: DeliveryInForce) -> dict[str, Any]:
        record = {name: getattr(one, name) for name in ("delivery_id", "source", "file_name")}
        if self.keeps_scopes:
            record["scopes"] = [vars(scope) for scope in one.scopes]
        return record
