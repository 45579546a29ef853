"""Dates and school years: four forms, the day before the month, years of four digits."""

from __future__ import annotations

from datetime import date

from tests.deliveries.cases.case import Case
from tests.deliveries.cases.layouts import MEASURES, SISTER, WELLBEING
from tests.deliveries.cases.values import accepted_cell, rejected_cell

GROUP = "dates"
_DAY = date(2016, 3, 31)


def _read(
    name: str, written: str, value: date | None, notes: str, habit: str, column: str = "startdato"
) -> Case:
    return accepted_cell(name, GROUP, (MEASURES, column, written), value, notes.split(), habit)


def _no(name: str, written: str, rule: str, habit: str, column: str = "startdato") -> Case:
    return rejected_cell(name, GROUP, (MEASURES, column, written), rule, habit)


def _no_school_year(name: str, written: str, habit: str) -> Case:
    return rejected_cell(name, GROUP, (WELLBEING, "skoleaar", written), "not_a_school_year", habit)


PROMISED = (
    _read("year_first", "2016-03-31", _DAY, "", "the international form"),
    _read("hyphens", "31-03-2016", _DAY, "", "the Danish form"),
    _read("points", "31.03.2016", _DAY, "", "the German form"),
    _read("slashes", "31/03/2016", _DAY, "", "the form of many case systems"),
    _no("two_digit_year", "31-03-16", "two_digit_year", "the century is left out"),
    _no("american_order", "03/31/2016", "impossible_date", "the month before the day"),
    _no("thirty_first_of_february", "31-02-2016", "impossible_date", "a day that does not exist"),
    _read("open_end", "31-12-9999", None, "open_end", "a database's end of time", "slutdato"),
    _no("end_before_start", "28-02-2016", "before_start", "dates exchanged", "slutdato"),
    _no("before_birth", "31-12-2004", "before_birth", "before the child was born"),
    _no("start_after_delivery", "01-06-2018", "after_delivery", "a decision that lies ahead"),
    _read("planned_end", "31-12-2019", date(2019, 12, 31), "", "an end that lies ahead",
          "slutdato"),
)  # fmt: skip

INVENTED = (
    _read("single_digits", "1.3.2016", date(2016, 3, 1), "", "without leading noughts"),
    _read("time_of_midnight", "2016-03-31T00:00:00", _DAY, "time_removed", "a database's export"),
    _read("time_with_fractions", "2016-03-31 00:00:00.000", _DAY, "time_removed",
          "of an SQL server"),
    _read("danish_with_time", "31-03-2016 00:00", _DAY, "time_removed",
          "copied from a case system"),
    _read("leap_day", "29-02-2016", date(2016, 2, 29), "", "a day that exists every fourth year"),
    _read("day_of_delivery", "31-05-2018", date(2018, 5, 31), "", "decided today", "slutdato"),
    _read("day_of_birth", "01-01-2005", date(2005, 1, 1), "", "placed on the day of birth"),
    _read("end_on_the_start", "29-02-2016", date(2016, 2, 29), "", "a measure of one day",
          "slutdato"),
    _read("end_empty", "", None, "", "still running", "slutdato"),
    _read("open_end_with_time", "9999-12-31 00:00:00", None, "open_end time_removed",
          "a database's end of time", "slutdato"),
    _no("no_leap_day", "29-02-2015", "impossible_date", "2015 had no such day"),
    _no("noughts", "00-00-0000", "impossible_date", "a mainframe's empty date", "slutdato"),
    _no("open_end_2999", "31-12-2999", "impossible_date", "another end of time", "slutdato"),
    _no("open_end_as_start", "31-12-9999", "after_delivery", "the end of time as a beginning"),
    _no("afternoon", "31-03-2016 14:30", "not_a_date", "a moment, not a day"),
    _no("time_zone", "2016-03-31T00:00:00+02:00", "not_a_date", "which may be another day here"),
    _no("serial_number", "42460", "not_a_date", "Excel's inner number of a day, as text"),
    _no("american_without_noughts", "1/31/2016", "impossible_date", "the month before the day"),
    _no("month_in_words", "31. marts 2016", "not_a_date", "as in a letter"),
    _no("month_only", "03-2016", "not_a_date", "the day is left out"),
    _no("month_and_year_of_excel", "mar-16", "not_a_date", "what Excel shows of a date"),
    _no("sas_date", "31MAR2016", "not_a_date", "SAS's own form"),
    _no("eight_digits", "20160331", "not_a_date", "without signs, or a number"),
    _no("handwritten", "31/3-2016", "not_a_date", "two different signs, as by hand"),
    _no("slashes_year_first", "2016/03/31", "not_a_date", "a form that nobody agreed on"),
    _no("letter_for_nought", "3O-03-2016", "not_a_date", "the letter O"),
    _no("apostrophe_before_date", "'31-03-2016", "not_a_date", "Excel's mark of a text"),
    _no("full_width_date", "３１-０３-２０１６", "not_a_date", "digits of an Asian keyboard"),
    _no("year_of_the_keyboard", "31-03-0216", "impossible_date", "a slip of the keyboard"),
    _no("start_empty", "", "missing_value", "no beginning"),
    _no("still_running_in_words", "løbende", "not_a_date", "words for no end", "slutdato"),
    _no("null_end", "NULL", "not_a_date", "a database's word for nothing", "slutdato"),
    _no("soft_hyphen_in_date", "31\u00ad03\u00ad2016", "not_a_date", "invisible hyphens"),
    accepted_cell("school_year_in_full", GROUP, (WELLBEING, "skoleaar", "2014/2015"), "2014/15",
                  None, "both years in full"),
    accepted_cell("school_year_with_hyphen", GROUP, (WELLBEING, "skoleaar", "2014-2015"), "2014/15",
                  None, "a hyphen between the years"),
    _no_school_year("school_year_short", "14/15", "which could be a date"),
    _no_school_year("school_year_of_two", "2014/16", "two years"),
    _no_school_year("school_year_by_one_year", "2014", "one year of the two"),
    _no_school_year("school_year_of_stil", "1415", "four digits of a code"),
    rejected_cell("school_year_is_a_person", GROUP, (WELLBEING, "skoleaar", SISTER),
                  "not_a_school_year", "columns exchanged"),
)  # fmt: skip

CASES = PROMISED + INVENTED
