"""Amounts and whole numbers: Danish ones are read, what could mean two things is not."""

from __future__ import annotations

from decimal import Decimal

from tests.deliveries.cases.case import Case
from tests.deliveries.cases.layouts import ABSENCE, ACCOUNTS, CASELOADS, PRICES, WELLBEING, Layout
from tests.deliveries.cases.values import accepted_cell, rejected_cell

GROUP = "numbers"


def _amount(text: str) -> tuple[Layout, str, str]:
    return (ACCOUNTS, "beloeb", text)


def _read(name: str, written: str, value: str, notes: str, habit: str) -> Case:
    return accepted_cell(name, GROUP, _amount(written), Decimal(value), notes.split(), habit)


def _no_amount(name: str, written: str, habit: str) -> Case:
    return rejected_cell(name, GROUP, _amount(written), "not_an_amount", habit)


PROMISED = (
    _read("danish_thousands", "1.234,50", "1234.50", "thousands_separator", "as Danes write"),
    _no_amount("english_thousands", "1,234.50", "`1,234` beside it would be read otherwise"),
    _read("no_break_thousands", "1\u00a0234,50", "1234.50", "thousands_separator",
          "a no-break space between thousands, as Excel formats"),
    _read("trailing_minus", "1.234-", "-1234", "thousands_separator trailing_minus",
          "the minus behind, as SAP and KMD write"),
    _read("unicode_minus", "\u2212250", "-250", "unicode_minus", "a typographical minus sign"),
    _no_amount("scientific", "1,23E+05", "Excel's short form of a long number"),
    _no_amount("currency_before", "kr. 1.234", "a currency in the cell"),
    _no_amount("percent_sign", "12 %", "a share where an amount is asked for"),
    _no_amount("not_a_number", "NaN", "what Python writes for nothing"),
    _no_amount("infinite", "inf", "a division by nothing"),
)  # fmt: skip

INVENTED = (
    _read("decimal_point", "12.5", "12.5", "decimal_point", "a system set to English"),
    _read("millions", "1.234.567", "1234567", "thousands_separator", "two points"),
    _read("thin_space_thousands", "1\u2009234", "1234", "thousands_separator", "a thin space"),
    _read("narrow_no_break_thousands", "1\u202f234", "1234", "thousands_separator",
          "a narrow no-break space"),
    _read("en_dash_minus", "–250", "-250", "unicode_minus", "a dash that Word made of the minus"),
    _read("beyond_the_fifth_decimal", "0,000015", "0.00002", "rounded", "more decimals than kept"),
    _read("spaces_around", "  1234  ", "1234", "spaces_removed", "padding of a mainframe"),
    _no_amount("negative_in_parentheses", "(1.234)", "accountants' minus"),
    _no_amount("comma_and_dash", "1.234.567,-", "the whole kroner of a shop"),
    _no_amount("currency_behind", "1.234 kr.", "a currency in the cell"),
    _no_amount("unit_behind", "12,5 mio.", "a unit in the cell: a million times as much"),
    _no_amount("apostrophe_thousands", "1'234", "Swiss thousands"),
    _no_amount("full_width_digits", "１２３４", "digits of an Asian keyboard"),
    _no_amount("arabic_digits", "١٢٣٤", "digits of another script"),
    _no_amount("superscript", "12²", "a footnote mark in the cell"),
    _no_amount("exponent", "1e5", "a programme's short form"),
    _no_amount("eighteen_digits", "123456789012345678", "more than an account can hold"),
    _no_amount("soft_hyphen", "1\u00ad234", "an invisible hyphen"),
    _no_amount("right_to_left_mark", "\u200f1234", "an invisible mark of direction"),
    _no_amount("zero_width_space", "12\u200b34", "an invisible space from a web page"),
    _no_amount("null_word", "NULL", "a database's word for nothing"),
    _no_amount("n_a", "N/A", "not available, in English"),
    _no_amount("only_a_dash", "-", "nil or unknown: nobody knows"),
    _no_amount("formula_as_text", "=SUM(F2:F9)", "a formula that was saved as text"),
    _no_amount("thousands_broken", "1.23.456", "a slip of the keyboard"),
    _no_amount("two_numbers", "12/13", "two numbers in one cell"),
    rejected_cell("empty_amount", GROUP, _amount(""), "missing_value", "no amount at all"),
    rejected_cell("asterisk", GROUP, (CASELOADS, "sager", "14*"), "not_an_amount",
                  "a footnote mark behind the number"),
    rejected_cell("index_negative", GROUP, (PRICES, "indeks", "-100"), "below_minimum",
                  "an index below nothing"),
    rejected_cell("year_with_two_digits", GROUP, (PRICES, "aar", "17"), "not_a_year",
                  "a year of two digits"),
    rejected_cell("year_and_month", GROUP, (PRICES, "aar", "2017-12"), "not_a_year",
                  "a month where a year is asked for"),
    accepted_cell("spreadsheet_decimals", GROUP, (ABSENCE, "klassetrin", "4,00"), 4,
                  ["spreadsheet_decimals"], "decimals that a spreadsheet added"),
    rejected_cell("grade_in_words", GROUP, (ABSENCE, "klassetrin", "4. klasse"), "not_an_integer",
                  "words behind the number"),
    rejected_cell("thousand_or_one", GROUP, (ABSENCE, "klassetrin", "4.000"), "not_an_integer",
                  "four with decimals, or four thousand"),
    rejected_cell("grade_eleven", GROUP, (ABSENCE, "klassetrin", "11"), "out_of_range",
                  "a grade that no school has"),
    rejected_cell("days_in_english", GROUP, (ABSENCE, "skoledage", "12.345"), "out_of_range",
                  "an English decimal point, which is a Danish thousand"),
    rejected_cell("answer_six", GROUP, (WELLBEING, "sp01", "6"), "out_of_range",
                  "an answer beyond the scale"),
    rejected_cell("answer_between", GROUP, (WELLBEING, "sp40", "3.5"), "not_an_integer",
                  "a mean where an answer is asked for"),
    rejected_cell("answer_in_words", GROUP, (WELLBEING, "sp01", "Meget tit"), "not_an_integer",
                  "the label of an answer"),
    accepted_cell("answer_nought", GROUP, (WELLBEING, "sp01", "0"), None, [], "not answered"),
    accepted_cell("answer_empty", GROUP, (WELLBEING, "sp01", ""), None, [], "not answered"),
    accepted_cell("answer_with_decimals", GROUP, (WELLBEING, "sp01", "3,0"), 3,
                  ["spreadsheet_decimals"], "decimals that a spreadsheet added"),
)  # fmt: skip

CASES = PROMISED + INVENTED
