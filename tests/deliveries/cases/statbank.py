"""Extracts of StatBank: signs for what is not there, totals, labels and time codes."""

from __future__ import annotations

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import POPULATION, joined
from tests.deliveries.cases.values import accepted_cell, rejected_cell

GROUP = "statbank"


def _read(name: str, column: str, written: str, value: object, notes: str, habit: str) -> Case:
    return accepted_cell(name, GROUP, (POPULATION, column, written), value, notes.split(), habit)


def _no(name: str, column: str, written: str, rule: str, habit: str) -> Case:
    return rejected_cell(name, GROUP, (POPULATION, column, written), rule, habit)


PROMISED = (
    _read("not_available", "INDHOLD", "..", None, "not_available", "not available, never nought"),
    _read("nil", "INDHOLD", "-", 0, "nil", "StatBank's sign for nought"),
    _read("suppressed", "INDHOLD", "<5", None, "suppressed", "too few to be shown"),
    _read("total_code", "ALDER", "IALT", "IALT", "", "the code of a total"),
    _read("label_for_code", "OMRÅDE", "Herning", "657", "label_for_code", "a name, not a code"),
    _read("english_time_code", "TID", "2016Q1", "2016K1", "english_time_code",
          "extracted in English"),
)  # fmt: skip

INVENTED = (
    _read("total_label_of_age", "ALDER", "Alder i alt", "IALT", "label_for_code",
          "the name of a total"),
    _read("age_with_unit", "ALDER", "11 år", "11", "label_for_code", "the label of an age"),
    _read("total_label_of_sex", "KØN", "I alt", "TOT", "label_for_code", "the name of a total"),
    _read("region_by_name", "OMRÅDE", "Region Midtjylland", "082", "label_for_code",
          "a region's name"),
    _read("the_whole_country", "OMRÅDE", "Hele landet", "000", "label_for_code",
          "the country's name"),
    _read("region_without_zero", "OMRÅDE", "84", "084", "leading_zero", "Excel ate the zero"),
    _read("name_decomposed", "OMRÅDE", "Tårnby".replace("å", "a\u030a"), "185", "label_for_code",
          "`å` as a and a ring, as Macs write"),
    _read("count_with_thousands", "INDHOLD", "5.748.769", 5748769, "thousands_separator",
          "formatted in Excel"),
    _read("two_marks_around_spaces", "INDHOLD", " .. ", None, "not_available spaces_removed",
          "padded"),
    _no("count_negative", "INDHOLD", "-5", "below_minimum", "fewer than nobody"),
    _no("count_with_decimals", "INDHOLD", "12,5", "not_a_count", "half a person"),
    _no("ellipsis", "INDHOLD", "…", "not_a_count", "one character that Word made of `...`"),
    _no("provisional_mark", "INDHOLD", "1184*", "not_a_count", "a provisional figure's mark"),
    _no("letter_x", "INDHOLD", "x", "not_a_count", "another office's sign for hidden"),
    _no("municipality_kommune", "OMRÅDE", "Herning Kommune", "unknown_area", "the name with more"),
    _no("code_and_name", "OMRÅDE", "657 Herning", "unknown_area", "code and name in one cell"),
    _no("english_area", "OMRÅDE", "All Denmark", "unknown_area", "extracted in English"),
    _no("age_group", "ALDER", "10-14 år", "not_an_age", "ages in groups"),
    _no("open_age", "ALDER", "100 år og derover", "not_an_age", "the group of the oldest"),
    _no("age_of_methuselah", "ALDER", "969", "not_an_age", "an age that nobody reaches"),
    _no("year_for_quarter", "TID", "2016", "not_a_quarter", "a year where a quarter is asked for"),
    _no("month_for_quarter", "TID", "2016M01", "not_a_quarter", "another table's time"),
    _no("fifth_quarter", "TID", "2016K5", "not_a_quarter", "a slip of the keyboard"),
    Case("extra_dimension", GROUP, "A dimension that the contract does not name", "befolkning",
         Outcome.ACCEPTED,
         lambda: joined([POPULATION.header() + ";HERKOMST", POPULATION.line() + ";5"]).encode(),
         select="indhold, oevrige_dimensioner", values=((1184, "HERKOMST=5"),)),
    Case("extra_dimension_total", GROUP,
         "A total code in a dimension that the contract does not name",
         "befolkning", Outcome.ACCEPTED,
         lambda: joined([POPULATION.header() + ";HERKOMST", POPULATION.line() + ";TOT"]).encode(),
         select="indhold, oevrige_dimensioner", values=((1184, "TOT"),)),
    Case("dimension_doubled", GROUP, "A dimension that the contract does not name, twice",
         "befolkning", Outcome.REFUSED,
         lambda: joined([POPULATION.header() + ";HERKOMST;HERKOMST",
                         POPULATION.line() + ";5;1"]).encode(), rule="doubled_columns"),
    Case("english_extract", GROUP, "An extract in English: other variable names", "befolkning",
         Outcome.REFUSED,
         lambda: b"REGION;SEX;AGE;MARITAL;TIME;CONTENTS\n657;TOT;10;TOT;2016Q1;5\n",
         rule="no_header"),
    Case("source_line", GROUP, "`Kilde: Danmarks Statistik` under the table", "befolkning",
         Outcome.ROW_REJECTED, lambda: POPULATION.lines("", "Kilde: Danmarks Statistik"),
         rejected=((4, None, "wrong_width"),), select="line", values=((2,),)),
)  # fmt: skip

CASES = PROMISED + INVENTED
