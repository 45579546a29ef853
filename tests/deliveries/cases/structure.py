"""Header, delimiters, line ends and widths: the skeleton of a CSV file."""

from __future__ import annotations

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import ACCOUNTS, CASELOADS, CHILD, MEASURES, SISTER, joined

GROUP = "structure"
_HEADER, _ROW = MEASURES.header(), MEASURES.line()
_OTHER = MEASURES.line(MEASURES.other)
_TABLE = joined([_HEADER, _ROW, _OTHER])
_DAYS = "cast(startdato as varchar)"
_BOTH = (("2016-01-31",), ("2016-02-29",))


def accepted(name: str, looks: str, content: str, *notes: str) -> Case:
    """A file of which both measures are taken in."""
    return Case(
        name, GROUP, looks, "foranstaltninger", Outcome.ACCEPTED, content.encode,
        notes=frozenset(notes), select=_DAYS, values=_BOTH,
    )  # fmt: skip


def refused(name: str, looks: str, content: str, rule: str) -> Case:
    """A file that is refused whole."""
    return Case(name, GROUP, looks, "foranstaltninger", Outcome.REFUSED, content.encode, rule=rule)


def rejected(name: str, looks: str, content: str, *rows: tuple[int, str | None, str]) -> Case:
    """A file of which these lines are rejected."""
    return Case(
        name, GROUP, looks, "foranstaltninger", Outcome.ROW_REJECTED, content.encode, rejected=rows
    )


PROMISED = (
    accepted("separator_line", "`sep=;` above the header, for Excel", "sep=;\n" + _TABLE,
             "separator_line"),
    accepted("title_lines", "A title and a blank line above the header",
             "Foranstaltninger 2016, Herning Kommune\n\n" + _TABLE, "lines_above_header"),
    refused("header_far_below", "A page of text above the header: more than 20 lines",
            "Vejledning\n" * 20 + _TABLE, "no_header"),
    refused("missing_column", "A required column is not there",
            joined(line.replace(";ydelse", "").replace(";SEL-50", "")
                   for line in (_HEADER, _ROW, _OTHER)), "missing_columns"),
    refused("doubled_column", "A required column is there twice",
            joined(f"{line};{more}" for line, more in ((_HEADER, "startdato"), (_ROW,
                   "2016-03-01"))),
            "doubled_columns"),
    Case("extra_column", GROUP, "A column that nobody asked for: it is left out and listed",
         "foranstaltninger", Outcome.ACCEPTED,
         lambda: joined(f"{line};{more}" for line, more in
                        ((_HEADER, "sagsbehandler"), (_ROW, "JN"), (_OTHER, "JN"))).encode(),
         select=_DAYS, values=_BOTH, ignored="sagsbehandler"),
    accepted("reordered_columns", "Columns in another order",
             joined(";".join(reversed(line.split(";"))) for line in (_HEADER, _ROW, _OTHER))),
    rejected("short_row", "A line with too few fields", joined([_HEADER, _ROW, _OTHER[:-5]]),
             (3, None, "wrong_width")),
    rejected("long_row", "A line with too many fields", joined([_HEADER, _ROW, _OTHER + ";x"]),
             (3, None, "wrong_width")),
    Case("quoted_line_break", GROUP, "A remark of two lines in quotation marks", "sagstal",
         Outcome.ACCEPTED, lambda: CASELOADS.with_cell("bemaerkning", "ferie;\nsygdom"),
         select="line, bemaerkning", values=((2, "ingen"), (3, "ferie;\nsygdom"))),
    accepted("mixed_line_ends", "CRLF in some lines and LF in others",
             f"{_HEADER}\r\n{_ROW}\n{_OTHER}\r\n", "mixed_line_ends"),
    rejected("total_row", "A total under the table", _TABLE + "I alt;;2;;;;\n",
             (4, "cpr", "not_a_person")),
    accepted("blank_lines", "Blank lines between the rows and at the end",
             f"{_HEADER}\n\n{_ROW}\n   \n{_OTHER}\n\n\n"),
)  # fmt: skip

INVENTED = (
    accepted("lines_of_semicolons", "Excel's `;;;;;;` for rows that were once filled",
             _TABLE + ";;;;;;\n" * 3),
    accepted("no_line_end_at_the_end", "The last line has no end", _TABLE[:-1]),
    accepted("carriage_returns_only", "Line ends of an old Macintosh", _TABLE.replace("\n", "\r")),
    accepted("carriage_return_doubled", "CR CR LF: a transfer as text of a file that had CR LF",
             _TABLE.replace("\n", "\r\r\n"), "mixed_line_ends"),
    accepted("tabulators", "Tabulators as pasted from Excel", _TABLE.replace(";", "\t")),
    accepted("commas", "Commas, of a system set to English", _TABLE.replace(";", ",")),
    accepted("everything_in_quotes", "Every field in quotation marks, as SAS exports",
             joined('"' + line.replace(";", '";"') + '"' for line in (_HEADER, _ROW, _OTHER))),
    accepted("header_in_capitals", "`STARTDATO`, with spaces around it",
             _TABLE.replace("startdato", " STARTDATO ")),
    accepted("header_ends_in_line_break", "A line break after a name, in quotation marks",
             _TABLE.replace("startdato", '"startdato\n"')),
    accepted("unnamed_empty_columns", "A semicolon at the end of every line, as KMD's lists have",
             _TABLE.replace("\n", ";\n")),
    rejected("semicolon_after_rows_only", "A semicolon at the end of the rows, not of the header",
             joined([_HEADER, _ROW, _OTHER + ";"]), (3, None, "wrong_width")),
    rejected("empty_fields_cut_off", "Excel leaves out the empty fields at the end of a row",
             joined([_HEADER, _ROW, ";".join(_OTHER.split(";")[:4])]), (3, None, "wrong_width")),
    rejected("signature_below", "`Venlig hilsen` under the table",
             _TABLE + "\nVenlig hilsen\nFamilieafdelingen\n",
             (5, None, "wrong_width"), (6, None, "wrong_width")),
    rejected("footnote_below", "A footnote under the table, which names a child",
             _TABLE + f"* {SISTER} er flyttet\n", (4, None, "wrong_width")),
    rejected("header_again_in_the_middle",
             "Two exports pasted together, the second with its header",
             joined([_HEADER, _ROW, _HEADER, _OTHER]), (3, "cpr", "not_a_person")),
    rejected("pasted_without_line_end", "Two exports joined where the first had no line end",
             f"{_HEADER}\n{_ROW}{_HEADER}\n{_OTHER}\n", (2, None, "wrong_width")),
    rejected("another_table_below", "Another table below the first",
             _TABLE + "kommune;dato\n657;2016-01-31\n",
             (4, None, "wrong_width"), (5, None, "wrong_width")),
    rejected("rows_in_another_delimiter", "Header with semicolons, rows with commas",
             joined([_HEADER, _ROW.replace(";", ","), _OTHER]), (2, None, "wrong_width")),
    rejected("row_in_one_pair_of_quotes", "A whole row in one pair of quotation marks",
             joined([_HEADER, _ROW, f'"{_OTHER}"']), (3, None, "wrong_width")),
    rejected("index_column_without_name", "R's row numbers: the rows have one field more",
             joined([_HEADER, f"1;{_ROW}"]), (2, None, "wrong_width")),
    refused("pipes", "Fields divided by `|`", _TABLE.replace(";", "|"), "no_header"),
    refused("fixed_width", "Columns of fixed width, of a mainframe", _TABLE.replace(";", "  "),
            "no_header"),
    refused("english_header", "Names translated to English",
            _TABLE.replace(_HEADER, "civil_registration;municipality;measure;start;end;group;area"),
            "no_header"),
    refused("no_header_line", "Only rows", joined([_ROW, _OTHER]), "no_header"),
    refused("header_sorted_into_the_rows",
            "Sorted together with its header, which now lies among the rows",
            joined([_ROW, _HEADER, _OTHER]), "rows_above_header"),
    Case("unnamed_column_with_values", GROUP,
         "A column without a name that holds something: left out and listed",
         "foranstaltninger", Outcome.ACCEPTED,
         lambda: joined([_HEADER + ";", _ROW + ";x", _OTHER + ";y"]).encode(),
         select=_DAYS, values=_BOTH, ignored="(uden navn)"),
    refused("header_with_unit", "A unit behind a name: `startdato (dd-mm-åååå)`",
            _TABLE.replace("startdato", "startdato (dd-mm-åååå)"), "missing_columns"),
    refused("header_divided_by_line_break", "A line break within a name: `start-` `dato`",
            _TABLE.replace("startdato", '"start-\ndato"'), "missing_columns"),
    refused("column_doubled_in_capitals", "`CPR` beside `cpr`",
            joined(f"{line};{more}" for line, more in ((_HEADER, "CPR"), (_ROW, CHILD))),
            "doubled_columns"),
    refused("optional_column_doubled", "A column that may be left out is there twice",
            joined(f"{line};{more}" for line, more in ((_HEADER, "slutdato"), (_ROW,
                   "2017-01-31"))),
            "doubled_columns"),
    refused("quotation_mark_not_closed", "A quotation mark that is opened and never closed",
            _TABLE.replace("Nord", '"Nord', 1), "broken_quotes"),
    refused("text_after_a_quoted_field", "`\"Nord\" by`: text behind a closed quotation mark",
            _TABLE.replace("Nord", '"Nord" by', 1), "broken_quotes"),
    Case("quotation_marks_within_a_text", GROUP, "`Skolen \"Nord\"` without doubled marks",
         "sagstal",
         Outcome.ACCEPTED, lambda: CASELOADS.lines('657;2016-01-31;a2;1;j;Skolen "Nord"'),
         select="bemaerkning", values=(("ingen",), ('Skolen "Nord"',))),
    Case("stray_quotation_marks", GROUP,
         "Two stray quotation marks on different lines, which would swallow the rows between them",
         "sagstal", Outcome.REFUSED, lambda: CASELOADS.lines(
             '657;2016-01-31;a2;1;j;"Nord', "657;2016-01-31;a3;1;j;", '657;2016-01-31;a4;1;j;Syd"'),
         rule="broken_quotes"),
    Case("decimal_comma_among_commas", GROUP, "Decimal commas in a file divided by commas",
         "regnskab", Outcome.ROW_REJECTED,
         lambda: joined([ACCOUNTS.header(","), ACCOUNTS.line(None, ","),
                         ACCOUNTS.line(ACCOUNTS.other | {"beloeb": "12,5"}, ",")]).encode(),
         rejected=((3, None, "wrong_width"),), select="line", values=((2,),)),
)  # fmt: skip

CASES = PROMISED + INVENTED
