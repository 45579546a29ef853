"""Writing the printed report: a template, data that it never takes for markup, and pictures."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import typst

from pipelines.report.marts import Area
from pipelines.report.printed.content import Content, content_of
from pipelines.report.printed.outlines import outlined
from pipelines.report.report import Report

TEMPLATE = Path(__file__).parent.parent / "templates" / "report.typ"
# Tagged, with a text for every picture: what readers of screens need.
STANDARD: Final = "ua-1"


def write_printed(report: Report, folder: Path, area: Area) -> Path:
    """Write a municipality's report into the folder of a release; the same data, the same bytes."""
    content = content_of(report, area)
    path = folder / f"rapport-{area.code}{'' if report.language == 'da' else '.en'}.pdf"
    # Beside what it becomes, and not in a folder that others can see or that nobody sweeps.
    with tempfile.TemporaryDirectory(dir=folder, prefix=".print-") as place:
        prepare(content, Path(place))
        found, warnings = typst.compile_with_warnings(
            str(Path(place, TEMPLATE.name)),
            root=place,
            ignore_system_fonts=True,
            pdf_standards=STANDARD,
            timestamp=datetime.combine(content.latest, time(), UTC),
        )
    if warnings:
        # A font that is not there, say, would be replaced by another in silence.
        raise ValueError(f"{path.name}: " + "; ".join(str(each) for each in warnings))
    path.write_bytes(found)
    return path


def prepare(content: Content, place: Path) -> None:
    """Put into a folder all that the template reads, itself included."""
    shutil.copyfile(TEMPLATE, place / TEMPLATE.name)
    for name, drawn in content.pictures.items():
        (place / name).write_bytes(outlined(drawn))
    (place / "report.json").write_text(
        json.dumps(content.data, ensure_ascii=False), encoding="utf-8"
    )
