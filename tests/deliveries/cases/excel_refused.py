"""Workbooks that are refused, invented from the habits of those who deliver."""

from __future__ import annotations

from datetime import date

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.caseload_workbooks import (
    GROUP,
    HEADER,
    OTHER,
    ROW,
    TABLE,
    refused,
)
from tests.deliveries.cases.layouts import CASELOADS
from tests.deliveries.cases.sheet_changes import (
    OLE,
    entities,
    hide_second,
)
from tests.deliveries.cases.workbooks import FIRST_SHEET, with_part, workbook, zipped

CASES = (
    refused("two_sheets_with_the_header", "A sheet a year, all with the header: which one counts?",
             lambda: workbook(TABLE, [HEADER, [657, date(2015, 1, 31), "a1", 10, True, None]]),
             "several_sheets"),
    refused("header_sorted_into_the_rows_of_a_workbook", "Sorted with its header: rows above it",
             lambda: workbook([ROW, HEADER, OTHER]), "rows_above_header"),
    refused("csv_renamed_to_xlsx", "A CSV file that was renamed", CASELOADS.lines, "broken_excel"),
    refused("ods_renamed_to_xlsx", "A LibreOffice file that was renamed",
             lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                             "content.xml": b"<x/>"}), "other_spreadsheet"),
    refused("xls_renamed_to_xlsx", "A file of before 2007 that was renamed",
             lambda: OLE + "Workbook".encode("utf-16-le") + bytes(512), "other_spreadsheet"),
    refused("hidden_sheet_alone", "The table on a hidden sheet only",
             lambda: workbook([["Vejledning"]], TABLE, change=hide_second), "hidden_sheet"),
    refused("xlsx_cut_off", "A workbook whose transfer broke off",
             lambda: workbook(TABLE)[:-500], "broken_excel"),
    refused("entities", "XML that grows when it is read",
             lambda: with_part(workbook(TABLE), FIRST_SHEET, entities), "broken_excel"),
    refused("no_table", "A workbook of guidance only", lambda: workbook([["Vejledning"]]),
             "no_header"),
    refused("header_with_unit_in_excel", "A line break and a unit within a name",
             lambda: workbook([[*HEADER[:3], "sager\n(antal)", *HEADER[4:]], ROW]),
             "missing_columns"),
    Case("xlsx_renamed_to_csv", GROUP, "A workbook that was renamed", "sagstal", Outcome.REFUSED,
         lambda: workbook(TABLE), rule="nul_bytes"),
    Case("xlsm", GROUP, "A workbook with macros", "sagstal", Outcome.REFUSED,
         lambda: workbook(TABLE), "2018-05-31_a.xlsm", rule="unknown_format"),
)  # fmt: skip
