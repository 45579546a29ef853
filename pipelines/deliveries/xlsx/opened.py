"""An opened workbook: hands out its sheets, with what their cells refer to."""

from __future__ import annotations

from typing import BinaryIO

from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.archive import Archive
from pipelines.deliveries.xlsx.cells import CellTexts
from pipelines.deliveries.xlsx.sheet import SheetReader
from pipelines.deliveries.xlsx.strings import shared_strings
from pipelines.deliveries.xlsx.styles import Styles
from pipelines.deliveries.xlsx.workbook import Sheet, read_workbook


class OpenedWorkbook:
    """A workbook whose archive, styles and strings have been read; its sheets are read on demand.

    Raises ``DeliveryRefusedError`` where it knows what is wrong, and whatever zip, XML and numbers
    from elsewhere lead to where it does not.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Read everything but the sheets."""
        self._archive = Archive(file)
        self._workbook = read_workbook(self._archive)
        self._styles = Styles(self._archive, self._workbook.styles)
        part = self._workbook.shared_strings
        self._texts = CellTexts(
            shared_strings(self._archive.open_small(part))
            if part and part in self._archive
            else [],
            self._styles.kinds,
            starts_1904=self._workbook.starts_1904,
        )
        if not self._workbook.sheets:
            raise DeliveryRefusedError("broken_excel")

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets in the order of their tabs."""
        return self._workbook.sheets

    def reader(self, sheet: Sheet) -> SheetReader:
        """Begin to read a sheet; it may be read more than once."""
        return SheetReader(
            self._archive.open(sheet.part),
            self._archive.size(sheet.part),
            self._texts,
            self._styles.struck,
            recalculates=self._workbook.recalculates,
        )
