"""A plain reading of the demo's own files: just enough of the contract to count them."""

from __future__ import annotations

import csv
import gzip
import io
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq

from models.codelists import measures, municipalities, placement_places
from models.person import parse_cpr

Record = dict[str, str]


def cells(path: Path) -> list[Record]:
    """All data rows of a file as text by lower-case header."""
    if path.suffix == ".parquet":
        return [{k: str(v) for k, v in row.items()} for row in pq.read_table(path).to_pylist()]
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)][2:]
    else:
        content = path.read_bytes()
        text = decode(gzip.decompress(content) if path.suffix == ".gz" else content)
        delimiter = max(";,\t", key=text.splitlines()[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    header = [name.lower() for name in rows[0]]
    return [dict(zip(header, row, strict=True)) for row in rows[1:]]


def decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def day(text: str) -> date | None:
    if not text:
        return None
    if text[2] == "-":
        return datetime.strptime(text, "%d-%m-%Y").date()
    return date.fromisoformat(text)


def amount(text: str) -> float:
    text = text.replace(".", "").replace(",", ".") if "," in text else text
    return -float(text[:-1]) if text.endswith("-") else float(text)


class Deliveries:
    """The newest rows of every scope; rows that break the contract are left out by hand."""

    def __init__(self, raw: Path) -> None:
        self._raw = raw

    @cache  # noqa: B019 - one object for the whole session
    def now(self) -> dict[str, str]:
        """The number that took the place of each former one."""
        files = sorted((self._raw / "cpr_aendringer").iterdir())
        return {row["cpr_tidligere"]: row["cpr_nu"] for path in files for row in cells(path)}

    def _newest(self, source: str, scope: tuple[str, ...]) -> list[Record]:
        newest: dict[tuple[str, ...], tuple[str, list[Record]]] = {}
        for path in sorted((self._raw / source).iterdir()):
            found: dict[tuple[str, ...], list[Record]] = {}
            for row in cells(path):
                while row.get("cpr") in self.now():
                    row["cpr"] = self.now()[row["cpr"]]
                if row.get("kommune"):
                    row["kommune"] = row["kommune"].zfill(3)[-3:]
                found.setdefault(tuple(row[name] for name in scope), []).append(row)
            newest.update({key: (path.name, rows) for key, rows in found.items()})
        return [row for _, rows in newest.values() for row in rows]

    @cache  # noqa: B019 - one object for the whole session
    def spells(self, source: str) -> list[Record]:
        code_of = {label: code for code, label in placement_places().items()}
        kept: dict[tuple[str, ...], Record] = {}
        for row in self._newest(source, ("kommune",)):
            name = "ydelse" if source == "foranstaltninger" else "anbringelsessted"
            row["code"] = code_of.get(row[name], row[name])
            row["group"] = row["maalgruppe"] or "social"
            known = measures() if name == "ydelse" else placement_places()
            if row["code"] in known and row["kommune"] in municipalities() and _sound(row):
                key = (row["cpr"], row["kommune"], row["code"], row["startdato"])
                kept.setdefault(key, row)
        return list(kept.values())

    @cache  # noqa: B019 - one object for the whole session
    def rows(self, source: str) -> list[Record]:
        scopes = {
            "trivsel": ("kommune", "skoleaar"),
            "fravaer": ("kommune", "skoleaar"),
            "regnskab": ("kommune", "aar", "status"),
            "raadgiverudgifter": ("kommune", "aar", "status"),
            "sagstal": ("kommune", "dato"),
            "spoergeskema": ("undersoegelse",),
            "befolkning": ("område", "tid"),
            "pl_indeks": (),
        }
        return self._newest(source, scopes[source])


def _sound(row: Record) -> bool:
    if parse_cpr(row["cpr"]) is None or (
        row["startdato"][2:3] == "-" and len(row["startdato"]) < 10
    ):
        return False
    try:
        start, end = day(row["startdato"]), day(row["slutdato"])
    except ValueError:
        return False
    return start is not None and (end is None or end >= start)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)
