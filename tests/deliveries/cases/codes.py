"""Municipalities, places, measures, accounts and other codes."""

from __future__ import annotations

from tests.deliveries.cases.case import Case
from tests.deliveries.cases.layouts import ACCOUNTS, CASELOADS, MEASURES, PLACEMENTS, Layout
from tests.deliveries.cases.values import accepted_cell, rejected_cell

GROUP = "codes"
_MUNICIPALITY = (MEASURES, "kommune")
_PLACE = (PLACEMENTS, "anbringelsessted")
_MEASURE = (MEASURES, "ydelse")
_FUNCTION = (ACCOUNTS, "funktion")
_GROUPING = (ACCOUNTS, "gruppering")

Cell = tuple[Layout, str]


def _read(name: str, cell: Cell, written: str, value: object, notes: str, habit: str) -> Case:
    return accepted_cell(name, GROUP, (*cell, written), value, notes.split(), habit)


def _no(name: str, cell: Cell, written: str, rule: str, habit: str) -> Case:
    return rejected_cell(name, GROUP, (*cell, written), rule, habit)


PROMISED = (
    _read("leading_zero_lost", _GROUPING, "92", "092", "leading_zero", "Excel ate the nought"),
    _read("spreadsheet_code", _MUNICIPALITY, "510.0", "510", "spreadsheet_decimals",
          "a code that became a number"),
    _no("retired_municipality", _MUNICIPALITY, "677", "retired_municipality",
        "Trehøje, closed in 2007"),
    _no("unknown_municipality", _MUNICIPALITY, "999", "unknown_municipality", "a code of nobody"),
    _read("trailing_spaces", _MUNICIPALITY, "510   ", "510", "spaces_removed",
          "a mainframe's padding"),
)  # fmt: skip

INVENTED = (
    _read("leading_zero_added", _MUNICIPALITY, "0510", "510", "leading_zero",
          "four digits, of KMD"),
    _read("no_break_space", _MUNICIPALITY, "\u00a0510", "510", "spaces_removed", "from a web page"),
    _no("apostrophe", _MUNICIPALITY, "'0510", "unknown_municipality", "Excel's mark of a text"),
    _no("municipality_by_name", _MUNICIPALITY, "Herning", "unknown_municipality",
        "the name where the code is asked for"),
    _no("municipality_by_long_name", _MUNICIPALITY, "Herning Kommune", "unknown_municipality",
        "the name where the code is asked for"),
    _no("code_with_name", _MUNICIPALITY, "657 Herning", "unknown_municipality", "both in one cell"),
    _no("region_for_municipality", _MUNICIPALITY, "082", "unknown_municipality", "a region"),
    _no("country_for_municipality", _MUNICIPALITY, "000", "unknown_municipality", "the country"),
    _no("zero_width_in_code", _MUNICIPALITY, "6\u200b57", "unknown_municipality",
        "an invisible space"),
    _no("full_width_code", _MUNICIPALITY, "６５７", "unknown_municipality",
        "digits of another keyboard"),
    _no("thousand_code", _MUNICIPALITY, "510.000", "unknown_municipality",
        "decimals, or half a million"),
    _no("person_for_municipality", _MUNICIPALITY, "Jytte Testesen", "unknown_municipality",
        "a caseworker's name in the wrong column"),
    _no("error_value", _MUNICIPALITY, "#I/T", "error_cell", "Excel's error, in Danish"),
    _no("municipality_empty", _MUNICIPALITY, "", "missing_value", "merged cells that were split"),
    _read("small_letters", _MEASURE, "sel-50", "SEL-50", "letter_case", "typed by hand"),
    _no("paragraph_sign", _MEASURE, "§ 50", "unknown_measure", "the law and not the code"),
    _no("measure_with_space", _MEASURE, "SEL 50", "unknown_measure", "a space for the hyphen"),
    _no("measure_by_name", _MEASURE, "Børnefaglig undersøgelse", "unknown_measure", "the label"),
    _no("measure_with_dash", _MEASURE, "SEL–50", "unknown_measure", "a dash that Word made"),
    _read("place_by_label", _PLACE, "Netværksplejefamilie", "1", "label_for_code", "the label"),
    _read("place_with_zero", _PLACE, "09", "9", "leading_zero", "two digits"),
    _no("place_in_other_words", _PLACE, "Institution", "unknown_placement_place", "own words"),
    _no("place_twice_encoded", _PLACE, "NetvÃ¦rksplejefamilie", "unknown_placement_place",
        "UTF-8 read as Windows-1252 and saved again"),
    _read("function_with_points", _FUNCTION, "5.28.21", "52821", "", "as the authorities print it"),
    _read("function_half_pointed", _FUNCTION, "528.21", "52821", "", "as some systems print it"),
    _no("function_of_three", _FUNCTION, "5.28", "not_an_account_function", "a main function"),
    _no("function_with_name", _FUNCTION, "5.28.21 Forebyggelse", "not_an_account_function",
        "code and name in one cell"),
    _no("grouping_of_four", _GROUPING, "1001", "not_an_account_grouping", "one digit too many"),
    _no("grouping_total", _GROUPING, "I alt", "not_an_account_grouping", "a total among the parts"),
    _no("dranst_with_name", (ACCOUNTS, "dranst"), "1 Drift", "unknown_code", "code and name"),
    _read("status_in_capitals", (ACCOUNTS, "status"), "REGNSKAB", "regnskab", "letter_case",
          "typed by hand"),
    _no("status_budget", (ACCOUNTS, "status"), "budget", "unknown_code", "another kind of account"),
    _read("target_group_empty", (PLACEMENTS, "maalgruppe"), "", "social", "default_used",
          "empty is social"),
    _no("target_group_unknown", (PLACEMENTS, "maalgruppe"), "ukendt", "unknown_code",
        "a word for nothing"),
    _no("acute_unknown", (PLACEMENTS, "akut"), "x", "not_a_boolean", "a cross in a form"),
    _no("district_null", (PLACEMENTS, "distrikt"), "NULL", "placeholder",
        "a database's word for nothing"),
    _no("district_empty_in_words", (PLACEMENTS, "distrikt"), "(tom)", "placeholder",
        "a pivot table's word for nothing"),
    _no("caseworker_not_available", (CASELOADS, "raadgiver"), "N/A", "placeholder",
        "English for nothing"),
    _read("text_decomposed", (CASELOADS, "bemaerkning"), "på ferie".replace("å", "a\u030a"),
          "på ferie", "", "`å` as a and a ring, as Macs write"),
    _read("formula_in_text", (CASELOADS, "bemaerkning"), "=HYPERLINK(1)", "=HYPERLINK(1)", "",
          "a text that a spreadsheet would run"),
    _read("yes_in_full", (PLACEMENTS, "akut"), "Ja", True, "", "written out"),
)  # fmt: skip

CASES = PROMISED + INVENTED
