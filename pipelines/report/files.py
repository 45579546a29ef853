"""The files of every figure: as pictures, and as the numbers that are drawn."""

from __future__ import annotations

import csv
import json
from io import StringIO
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
    (place / f"{figure.file}.csv").write_bytes(numbers(figure))
    about = json.dumps(_about(figure) | {"rows": _rows(figure)}, ensure_ascii=False, indent=1)
    (place / f"{figure.file}.json").write_text(about + "\n", encoding="utf-8", newline="\n")


def numbers(figure: Figure) -> bytes:
    """The cells of a figure as CSV, with the mark by which Excel knows that it is UTF-8."""
    file = StringIO(newline="")
    writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(figure))
    return file.getvalue().encode("utf-8-sig")


def _rows(figure: Figure) -> list[dict[str, Any]]:
    return [{name: getattr(cell, name) for name in _COLUMNS} for cell in figure.cells]


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
