"""Which rows are rejected, under which rule, and what the one who delivered is told."""

import pytest

from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder

GOOD = "6101054001;657;SEL-50;2016-01-31;2016-12-31"


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("6101054001;657;SEL-50;2016-01-31", None, "wrong_width"),
        ("6101054001;657;SEL-50;2016-01-31;;", None, "wrong_width"),
        (";657;SEL-50;2016-01-31;", "cpr", "missing_value"),
        ("0000000000;657;SEL-50;2016-01-31;", "cpr", "not_a_person"),
        ("61010540O1;657;SEL-50;2016-01-31;", "cpr", "not_a_person"),
        ("9201054001;657;SEL-50;2016-01-31;", "cpr", "not_a_person"),
        ("6101054001;999;SEL-50;2016-01-31;", "kommune", "unknown_municipality"),
        ("6101054001;677;SEL-50;2016-01-31;", "kommune", "retired_municipality"),
        ("6101054001;657;SEL-1;2016-01-31;", "ydelse", "unknown_measure"),
        ("6101054001;657;SEL-50;;", "startdato", "missing_value"),
        ("6101054001;657;SEL-50;31-01-16;", "startdato", "two_digit_year"),
        ("6101054001;657;SEL-50;01/31/2016;", "startdato", "impossible_date"),
        ("6101054001;657;SEL-50;#I/T;", "startdato", "error_cell"),
        ("6101054001;657;SEL-50;2004-12-31;", "startdato", "before_birth"),
        ("6101054001;657;SEL-50;2018-06-01;", "startdato", "after_delivery"),
        ("6101054001;657;SEL-50;9999-12-31;", "startdato", "after_delivery"),
        ("6101054001;657;SEL-50;2016-01-31;2016-01-30", "slutdato", "before_start"),
        ("I alt;;;;", "cpr", "not_a_person"),  # a total line at the end
    ],
)
def test_rejected(folder: Folder, row: str, column: str | None, rule: str) -> None:
    content = f"{MEASURES}{GOOD}\n{row}\n"
    assert folder.rules("foranstaltninger/2018-05-31_a.csv", content) == [(3, column, rule)]


@pytest.mark.parametrize(
    "row",
    [
        "6101054001;657;SEL-50;2005-01-01;",  # on the day of birth
        "6101054001;657;SEL-50;2018-05-31;",  # on the day of delivery
        "6101054001;657;SEL-50;2018-05-31;2018-05-31",  # one day
        "6101054001;657;SEL-50;2016-02-01;2019-12-31",  # an end that is planned
        "6101054001;657;SEL-50;2016-02-01;31-12-9999",  # an open end
        " 610105-4001 ; 0657 ; SEL-50 ; 01.02.2016 ;",
    ],
)
def test_accepted(folder: Folder, row: str) -> None:
    content = f"{MEASURES}{GOOD}\n{row}\n"
    assert folder.rules("foranstaltninger/2018-05-31_a.csv", content) == []


def test_an_open_end_is_no_end(folder: Folder) -> None:
    folder.rules(
        "foranstaltninger/2018-05-31_a.csv",
        f"{MEASURES}6101054001;657;SEL-50;2016-02-01;31-12-9999\n",
    )
    assert folder.rows("select slutdato, maalgruppe, distrikt from raw.foranstaltninger") == [
        (None, "social", None)
    ]


def test_an_empty_target_group_is_social(folder: Folder) -> None:
    head = "cpr;kommune;ydelse;startdato;maalgruppe\n"
    row = "6101054001;657;SEL-50;2016-01-31;"
    content = f"{head}{row}\n{row[:-11]}2016-02-01;Handicap\n{row[:-11]}2016-02-02;andet\n"
    found = folder.rules("foranstaltninger/2018-05-31_a.csv", content)
    assert found == [(4, "maalgruppe", "unknown_code")]
    assert folder.rows("select maalgruppe from raw.foranstaltninger order by line") == [
        ("social",),
        ("handicap",),
    ]


def test_of_an_exact_repetition_one_row_stays(folder: Folder) -> None:
    same = "610105-4001;0657;SEL-50;31-01-2016;31.12.2016"  # written otherwise, but the same
    found = folder.rules("foranstaltninger/2018-05-31_a.csv", f"{ONE_MEASURE}{same}\n{GOOD}\n")
    assert found == [(3, None, "duplicate_row"), (4, None, "duplicate_row")]
    assert folder.rows("select line from raw.foranstaltninger") == [(2,)]


def test_of_contradicting_rows_none_stays_and_each_names_the_other(folder: Folder) -> None:
    other = "6101054001;657;SEL-50;2016-01-31;2017-12-31"
    folder.rules("foranstaltninger/2018-05-31_a.csv", f"{ONE_MEASURE}{other}\n{GOOD}\n")
    assert folder.rows("select line, rule, message_en from raw.rejected_rows order by line") == [
        (line, "duplicate_key", "The line has the same cpr, kommune, ydelse, startdato as line "
         f"{named} but other content. Neither is accepted; keep the right one.")
        for line, named in ((2, 3), (3, 2), (4, 3))
    ]  # fmt: skip
    assert folder.rows("select * from raw.foranstaltninger") == []


def test_the_first_problem_is_reported_in_the_contracts_order(folder: Folder) -> None:
    content = f"{MEASURES}0000000000;999;SEL-1;x;x\n"
    found = folder.rules("foranstaltninger/2018-05-31_a.csv", content)
    assert found == [(2, "cpr", "not_a_person")]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("-1", "out_of_range"),
        ("1001", "out_of_range"),
        ("NaN", "not_an_amount"),
        ("1,5", None),
        ("1.000", None),
    ],
)
def test_ranges(folder: Folder, value: str, rule: str | None) -> None:
    content = f"kommune;dato;raadgiver;sager\n657;2016-01-31;a;{value}\n"
    found = folder.rules("sagstal/2016-02-15_a.csv", content)
    assert found == ([(2, "sager", rule)] if rule else [])


def test_answers(folder: Folder) -> None:
    head = ";".join(
        ["cpr", "kommune", "skole", "klassetrin", "skoleaar"] + [f"SP{n:02}" for n in range(1, 41)]
    )
    answers = ";".join(["5", "0", "", "1"] + ["3"] * 36)
    good = f"6101054001;657;s1;;2014/15;{answers}"
    content = f"{head}\n{good}\n6201054001;657;s1;4;2014/15;6{answers[1:]}\n"
    found = folder.rules("trivsel/2015-06-30_a.csv", content)
    assert found == [(3, "sp01", "out_of_range")]
    assert folder.rows("select klassetrin, sp01, sp02, sp03, sp04, sp40 from raw.trivsel") == [
        (None, 5, None, None, 1, 3)
    ]


def test_sentences_say_what_to_do_in_both_languages(folder: Folder) -> None:
    folder.rules(
        "foranstaltninger/2018-05-31_a.csv", f"{MEASURES}6101054001;677;SEL-50;2016-01-31;\n"
    )
    assert folder.rows("select message_da, message_en from raw.rejected_rows") == [
        (
            "kommune (677) er en nedlagt kommune. Brug i stedet 657 (Herning).",
            "kommune (677) is a municipality that no longer exists. Use 657 (Herning) instead.",
        )
    ]
