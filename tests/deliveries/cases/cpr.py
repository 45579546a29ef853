"""Numbers of persons, where they belong and where they do not."""

from __future__ import annotations

from datetime import date

from tests.deliveries.cases.case import Case
from tests.deliveries.cases.layouts import CASELOADS, MEASURES, SISTER, Layout
from tests.deliveries.cases.values import accepted_cell, rejected_cell

GROUP = "cpr"
_CPR = (MEASURES, "cpr")
_TEXT = (MEASURES, "distrikt")
_BORN = date(2005, 1, 2)  # SISTER's number begins with 62: the second, and 60 more


def _read(name: str, written: str, value: date, notes: str, habit: str) -> Case:
    return accepted_cell(name, GROUP, (*_CPR, written), value, notes.split(), habit)


def _no(name: str, written: str, habit: str, rule: str = "not_a_person") -> Case:
    return rejected_cell(name, GROUP, (*_CPR, written), rule, habit, secrets=_secrets(written))


def _elsewhere(name: str, cell: tuple[Layout, str], written: str, rule: str, habit: str) -> Case:
    return rejected_cell(name, GROUP, (*cell, written), rule, habit, secrets=_secrets(written))


def _secrets(written: str) -> tuple[str, ...]:
    return (written,) if len(written) > 5 and not written.isspace() else ()


PROMISED = (
    _read("dash", "620105-4018", _BORN, "", "as on a health card"),
    _read("space", "620105 4018", _BORN, "", "a space for the dash"),
    _read("leading_zero_of_person_lost", "101985008", date(1898, 1, 1), "leading_zero",
          "Excel ate the nought of a day from 1 to 9"),
    _read("replacement_number", SISTER, _BORN, "replacement_number",
          "60 added to the day: somebody without a number"),
    _read("modulus_11", "6201054019", _BORN, "modulus_11",
          "fails a check that has not been guaranteed since 2007"),
    _no("impossible_birth", "3102054018", "31 February"),
    _no("letters", "62010540I8", "the letter I"),
    _no("noughts_of_person", "0000000000", "nobody"),
)  # fmt: skip

INVENTED = (
    _read("spaces_around_person", f" {SISTER} ", _BORN, "spaces_removed", "padding"),
    _no("points_in_person", "62.01.05.4018", "written as a date"),
    _no("point_before_last_four", "620105.4018", "a point for the dash"),
    _no("two_noughts_lost", "10105008", "eight digits"),
    _no("eleven_digits", "62010540188", "one digit too many"),
    _no("year_of_four_digits", "62012005-4018", "the century written out"),
    _no("last_four_hidden", "620105-xxxx", "masked by a careful sender"),
    _no("letters_of_a_case_system", "620105-ABC1", "a case system's own replacement"),
    _no("scientific_person", "6,20105E+09", "Excel's short form of a long number"),
    _no("person_with_decimals", "6201054018.0", "a number that a programme made of it"),
    _no("full_width_person", "６２０１０５４０１８", "digits of another keyboard"),
    _no("zero_width_in_person", "620105\u200b4018", "an invisible space"),
    _no("name_for_person", "Anna Testesen", "a name and no number"),
    _no("code_for_person", "12345", "the case system's own number"),
    _no("person_empty", "", "no number", "missing_value"),
    _no("two_persons", "6201054018, 6101054002", "siblings in one cell"),
    _elsewhere("person_in_text", _TEXT, "bor hos 620105-4018", "cpr_in_text", "a number in a text"),
    _elsewhere("person_in_text_with_long_dash", _TEXT, "620105–4018", "cpr_in_text",
               "the dash that Word makes"),
    _elsewhere("person_in_text_with_point", _TEXT, "620105.4018", "cpr_in_text", "a point"),
    _elsewhere("person_in_text_with_no_break_space", _TEXT, "620105\u00a04018", "cpr_in_text",
               "a no-break space"),
    _elsewhere("person_in_text_in_full_width", _TEXT, "６２０１０５-４０１８", "cpr_in_text",
               "digits of another keyboard"),
    _elsewhere("person_for_caseworker", (CASELOADS, "raadgiver"), SISTER, "cpr_in_text",
               "the caseworker's own number"),
    _elsewhere("person_for_kommune", (MEASURES, "kommune"), SISTER, "unknown_municipality",
               "columns exchanged"),
    _elsewhere("person_for_measure", (MEASURES, "ydelse"), SISTER, "unknown_measure",
               "columns exchanged"),
    _elsewhere("person_for_date", (MEASURES, "startdato"), SISTER, "not_a_date",
               "columns exchanged"),
    _elsewhere("person_for_amount", (CASELOADS, "sager"), SISTER, "out_of_range",
               "columns exchanged"),
)  # fmt: skip

CASES = PROMISED + INVENTED
