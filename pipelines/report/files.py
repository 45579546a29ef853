"""The files of every figure: as pictures, and as the numbers that are drawn."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from pipelines.report.drawing import pdf, png
from pipelines.report.figures import Figure

FOLDER = "figurer"
_COLUMNS = (
    *("area_code", "area", "period", "breakdown", "series"),
    *("numerator", "denominator", "value", "label", "status"),
)


def write_figure(figure: Figure, drawn: str, folder: Path) -> None:
    """Write the five files of a figure, ``drawn`` as SVG, below the folder of a release."""
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{figure.file}.svg").write_text(drawn, encoding="utf-8", newline="\n")
    (place / f"{figure.file}.png").write_bytes(png(drawn))
    (place / f"{figure.file}.pdf").write_bytes(pdf(drawn))
    rows = [{name: getattr(cell, name) for name in _COLUMNS} for cell in figure.cells]
    with (place / f"{figure.file}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    about = json.dumps(_about(figure) | {"rows": rows}, ensure_ascii=False, indent=1)
    (place / f"{figure.file}.json").write_text(about + "\n", encoding="utf-8", newline="\n")


def _about(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.number,
        "title": figure.title,
        "unit": figure.axis,
        "remark": figure.remark,
        "notes": list(figure.notes.values()),
        "source": figure.source,
        "alt": figure.alt,
        "key_figure": figure.family.key_figure,
        "release": figure.release,
    }
