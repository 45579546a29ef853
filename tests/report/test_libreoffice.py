"""The workbooks in LibreOffice: they open, and show what the release says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from pipelines.report.marts import Marts

SOFFICE = shutil.which("soffice")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
# All sheets: separator, quotes, UTF-8, from the first line on, in the language of the machine.
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1"

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def opened(workbook: Path, folder: Path) -> dict[str, str]:
    """Every sheet as text, by its name."""
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}",
         "--convert-to", ALL_SHEETS, "--outdir", str(folder / "sheets"), str(workbook)],
        check=True, capture_output=True, timeout=300, env=os.environ | {"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return {
        path.stem.removeprefix(f"{workbook.stem}-"): path.read_text(encoding="utf-8")
        for path in (folder / "sheets").glob("*.csv")
    }


@pytest.mark.parametrize("name", ["noegletal-tabeller.xlsx", "noegletal-figurer.en.xlsx"])
def test_every_sheet_opens(name: str, report: Path, tmp_path: Path) -> None:
    sheets = opened(report / name, tmp_path)
    assert set(sheets) == set(openpyxl.load_workbook(report / name, read_only=True).sheetnames)
    assert not any("#NAME?" in text or "#REF!" in text for text in sheets.values())


def test_a_table_has_the_numbers_of_the_release(report: Path, marts: Marts, tmp_path: Path) -> None:
    sheet = opened(report / "noegletal-tabeller.xlsx", tmp_path)["Tabel 12"]  # Herning, academic
    rows = marts.key_figure("wellbeing_academic")
    values = [row["value"] for row in rows if row["area"] == "Herning"]
    assert len(values) == 9
    numbers = {round(float(cell), 6) for cell in sheet.split() if _NUMBER.fullmatch(cell)}
    assert {round(value, 6) for value in values} <= numbers
