"""Corrections as data: what they change, and that a broken one changes nothing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from pipelines.deliveries.corrections import RULES, CorrectionsRefusedError
from pipelines.deliveries.corrections_file import read_corrections
from pipelines.home import CHECKOUT
from tests.deliveries.folder import Folder

PAY = "kommune;aar;beloeb;status\n657;2015;10;regnskab\n657;2016;4.321,50;regnskab\n"
PLACEMENTS = (
    "cpr;kommune;anbringelsessted;startdato;slutdato;maalgruppe\n"
    "6101054001;657;9;2016-02-01;;social\n"
)
DAY = date(2018, 5, 3)
SOUND = {
    "source": "raadgiverudgifter",
    "key": {"kommune": "657", "aar": 2016, "status": "regnskab"},
    "column": "beloeb",
    "expected": "4.321,50",
    "value": "123,45",
    "reason": "The decimal comma was one place too far to the right.",
    "reported_to": "Herning, økonomi",
    "status": "active",
    "corrected_on": DAY,
}
AMOUNTS = "select cast(beloeb as varchar) from raw.raadgiverudgifter_in_force order by aar"


@pytest.fixture
def paid(folder: Folder) -> Folder:
    """A home with one delivery about money and one about a child, and no corrections yet."""
    folder.put("raadgiverudgifter/2018-01-01_a.csv", PAY)
    folder.put("anbringelser/2018-01-01_a.csv", PLACEMENTS)
    folder.load()
    return folder


def correct(folder: Folder, *records: dict[str, object]) -> None:
    text = yaml.safe_dump(list(records), allow_unicode=True, sort_keys=False)
    folder.home.corrections.write_text(text, encoding="utf-8")


def child(folder: Folder, **fields: object) -> dict[str, object]:
    """A correction of the end of the child's placement."""
    [(person_id,)] = folder.rows("select distinct person_id from raw.anbringelser")
    key = {"kommune": "657", "anbringelsessted": "9", "startdato": date(2016, 2, 1)}
    return {
        **SOUND,
        "source": "anbringelser",
        "key": {"person_id": person_id, **key},
        "column": "slutdato",
        "expected": None,
        "value": date(2016, 12, 31),
        **fields,
    }


def refused(folder: Folder, *records: dict[str, object]) -> CorrectionsRefusedError:
    """Load with these records, which are refused; nothing has changed."""
    before = folder.rows("select * from raw.corrections_in_force")
    amounts = folder.rows(AMOUNTS)
    correct(folder, *records)
    with pytest.raises(CorrectionsRefusedError) as error:
        folder.load()
    assert folder.rows("select * from raw.corrections_in_force") == before
    assert folder.rows(AMOUNTS) == amounts
    return error.value


def test_a_correction_changes_what_counts_and_not_what_was_delivered(paid: Folder) -> None:
    correct(paid, SOUND)
    paid.load()
    assert paid.rows(AMOUNTS) == [("10.00000",), ("123.45000",)]
    delivered = "select cast(beloeb as varchar) from raw.raadgiverudgifter order by aar"
    assert paid.rows(delivered) == [("10.00000",), ("4321.50000",)]


def test_an_applied_correction_is_listed_with_values_that_are_nobodys(paid: Folder) -> None:
    correct(paid, SOUND, child(paid))
    paid.load()
    listed = paid.rows(
        "select source, line, column_name, shown_expected, shown_value, reason, reported_to, "
        "status, corrected_on from raw.corrections_in_force order by source"
    )
    told = (SOUND["reason"], SOUND["reported_to"], "active", DAY)
    assert listed == [
        ("anbringelser", 2, "slutdato", None, None, *told),
        ("raadgiverudgifter", 3, "beloeb", "4321.5", "123.45", *told),
    ]
    assert paid.rows("select slutdato from raw.anbringelser_in_force") == [(date(2016, 12, 31),)]


def test_a_cell_may_become_empty(paid: Folder) -> None:
    paid.put("anbringelser/2018-02-01_b.csv", PLACEMENTS.replace(";;", ";2017-01-31;"))
    paid.load()
    correct(paid, child(paid, expected="31-01-2017", value=None))
    paid.load()
    assert paid.rows("select slutdato from raw.anbringelser_in_force") == [(None,)]


def test_several_columns_of_one_row(paid: Folder) -> None:
    group = child(paid, column="maalgruppe", expected="social", value="handicap")
    correct(paid, child(paid), group)
    paid.load()
    rows = "select slutdato, maalgruppe from raw.anbringelser_in_force"
    assert paid.rows(rows) == [(date(2016, 12, 31), "handicap")]


def test_without_the_file_everything_is_as_delivered_again(paid: Folder) -> None:
    correct(paid, SOUND)
    paid.load()
    paid.home.corrections.unlink()
    paid.load()
    assert paid.rows(AMOUNTS) == [("10.00000",), ("4321.50000",)]
    assert paid.rows("select * from raw.corrections_in_force") == []


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "[]\n"])
def test_an_empty_file_is_no_corrections(paid: Folder, text: str) -> None:
    paid.home.corrections.write_text(text, encoding="utf-8")
    paid.load()
    assert paid.rows("select * from raw.corrections_in_force") == []


@pytest.mark.parametrize(
    ("as_of", "status", "retired_on", "amount"),
    [
        (date(2018, 5, 2), "active", None, "4321.50000"),
        (date(2018, 5, 3), "active", None, "123.45000"),
        (date(2018, 6, 9), "retired", date(2018, 6, 10), "123.45000"),
        (date(2018, 6, 10), "retired", date(2018, 6, 10), "4321.50000"),
        (date(2018, 6, 9), "retired", None, "4321.50000"),
        (None, "retired", date(2018, 6, 10), "4321.50000"),
    ],
)
def test_a_correction_counts_from_its_day_until_it_is_retired(
    paid: Folder, as_of: date | None, status: str, retired_on: date | None, amount: str
) -> None:
    last_day = {"retired_on": retired_on} if retired_on else {}
    correct(paid, {**SOUND, "status": status, **last_day})
    paid.load(as_of)
    assert paid.rows(AMOUNTS)[1] == (amount,)


def test_scalars_are_texts_as_they_are_written(paid: Folder) -> None:
    index = "kommune;aar;funktion;gruppering;dranst;beloeb;status\n"
    paid.put("regnskab/2018-01-01_a.csv", f"{index}657;2016;52820;010;1;5;regnskab\n")
    paid.load()
    key = "{kommune: 657, aar: 2016, funktion: 52820, gruppering: 010, dranst: 1, status: regnskab}"
    text = (
        f"- source: regnskab\n  key: {key}\n  column: beloeb\n  expected: 5\n  value: 4.321,50\n"
        "  reason: no\n  reported_to: yes\n  status: active\n  corrected_on: 2018-05-03\n"
    )
    paid.home.corrections.write_text(text, encoding="utf-8")
    paid.load()
    rows = "select cast(beloeb as varchar) from raw.regnskab_in_force"
    assert paid.rows(rows) == [("4321.50000",)]
    told = "select reason, reported_to from raw.corrections_in_force"
    assert paid.rows(told) == [("no", "yes")]


def test_a_column_of_the_scope_tells_two_municipalities_apart(folder: Folder) -> None:
    header = "cpr;kommune;skole;klassetrin;skoleaar;" + ";".join(f"sp{n:02}" for n in range(1, 41))
    for kommune in ("657", "510"):
        row = f"6101054001;{kommune};280001;5;2016/17" + ";3" * 40
        folder.put(f"trivsel/2018-01-01_{kommune}.csv", f"{header}\n{row}\n")
    folder.load()
    [(person_id,), _] = folder.rows("select person_id from raw.trivsel")
    record = {
        **SOUND,
        "source": "trivsel",
        "key": {"person_id": person_id, "skoleaar": "2016/17"},
        "column": "klassetrin",
        "expected": 5,
        "value": 6,
    }
    correct(folder, record)
    with pytest.raises(CorrectionsRefusedError, match=r"several_rows\. 2 rows"):
        folder.load()
    correct(folder, {**record, "key": {**record["key"], "kommune": "510"}})  # type: ignore[dict-item]
    folder.load()
    grades = "select kommune, klassetrin from raw.trivsel_in_force order by all"
    assert folder.rows(grades) == [("510", 6), ("657", 5)]


MONEY_FAILURES = {
    "unknown_source": {"source": "regnskaber"},
    "unknown_column": {"column": "beløb"},
    "fixed_column": {"column": "aar", "expected": 2016, "value": 2017},
    "key_columns": {"key": {"kommune": "657", "aar": 2016}},
    "key_value": {"key": {"kommune": "999", "aar": 2016, "status": "regnskab"}},
    "expected_unreadable": {"expected": "4,321.50"},
    "breaks_contract": {"value": "kr. 12"},
    "no_change": {"value": "4321,5"},
    "no_row": {"key": {"kommune": "657", "aar": 2017, "status": "regnskab"}},
    "other_value": {"expected": "4321,51"},
}
MALFORMED = {
    "field missing": {"reason": None},
    "reason empty": {"reason": " "},
    "status unknown": {"status": "done"},
    "no day": {"corrected_on": "3. maj"},
    "seconds are no day": {"corrected_on": "1525305600"},
    "unknown field": {"by": "me"},
    "key no mapping": {"key": "657"},
    "key a list": {"key": ["657"]},
    "value a list": {"value": ["1"]},
    "active and retired": {"retired_on": date(2018, 6, 1)},
    "retired before": {"status": "retired", "retired_on": date(2018, 5, 1)},
}


@pytest.mark.parametrize("rule", MONEY_FAILURES)
def test_a_correction_that_does_not_hold_changes_nothing(paid: Folder, rule: str) -> None:
    fine = {**SOUND, "key": {**SOUND["key"], "aar": 2015}, "expected": 10, "value": 11}  # type: ignore[dict-item]
    error = refused(paid, fine, {**SOUND, **MONEY_FAILURES[rule]})
    assert [problem.rule for problem in error.problems] == [rule]
    message = str(error)
    assert f"corrections.yml, record 2 (line 13): {rule}. " in message
    assert "last good state" in message
    assert "4321" not in message and "4.321" not in message  # never a value


@pytest.mark.parametrize("fields", MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_record_is_refused(paid: Folder, fields: dict[str, object]) -> None:
    error = refused(paid, {**SOUND, **fields})
    assert [(p.rule, p.place and p.place.record) for p in error.problems] == [("malformed", 1)]
    field = next(iter(fields))
    assert field in str(error) or "retired_on" in str(error)


def test_two_records_for_one_value(paid: Folder) -> None:
    error = refused(paid, SOUND, {**SOUND, "value": 12})
    assert [problem.rule for problem in error.problems] == ["twice"]
    assert "Record 1 corrects the same value" in str(error)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"value": date(2016, 1, 31)}, "breaks_contract"),  # before the start
        ({"column": "cpr", "value": "x"}, "fixed_column"),
        ({"column": "maalgruppe", "expected": "social", "value": "ukendt"}, "breaks_contract"),
        ({"expected": date(2016, 3, 1)}, "other_value"),
    ],
)
def test_row_checks_hold_for_corrected_rows(
    paid: Folder, fields: dict[str, object], rule: str
) -> None:
    assert [p.rule for p in refused(paid, child(paid, **fields)).problems] == [rule]


def test_a_person_is_named_by_pseudonym_only(paid: Folder) -> None:
    record = child(paid)
    record["key"] = {**record["key"], "person_id": "a child"}  # type: ignore[dict-item]
    error = refused(paid, record)
    assert [problem.rule for problem in error.problems] == ["key_value"]
    assert "a child" not in str(error)


@pytest.mark.parametrize("number", ["6101054001", "610105-4001", "610105 4001"])
def test_a_cpr_number_anywhere_stops_the_run(paid: Folder, number: str) -> None:
    error = refused(paid, SOUND, {**SOUND, "reason": f"Told by {number}."})
    assert [problem.rule for problem in error.problems] == ["civil_number"]
    assert "Line " in str(error)
    assert number not in str(error) and "4001" not in str(error)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"- {source: regnskab\n", "not_yaml"),
        (b"source: regnskab\n", "not_a_list"),
        (b"- source: \xe6\n", "unreadable"),
        (b"- just a text\n", "malformed"),
        (b"- source: a\n  source: b\n", "malformed"),
        (b"- &a [*a]\n", "malformed"),
        (b"--- []\n--- []\n", "not_yaml"),
    ],
)
def test_a_file_that_is_none_stops_the_run(paid: Folder, content: bytes, rule: str) -> None:
    paid.home.corrections.write_bytes(content)
    with pytest.raises(CorrectionsRefusedError) as error:
        paid.load()
    assert [problem.rule for problem in error.value.problems] == [rule]
    assert (
        "docs/corrections.md" in str(error.value)
        or "UTF-8" in str(error.value)
        or "dash" in str(error.value)
    )


def test_all_broken_records_are_told_at_once(paid: Folder) -> None:
    wrong = [{**SOUND, **fields} for fields in MONEY_FAILURES.values()]
    assert [p.rule for p in refused(paid, *wrong).problems] == list(MONEY_FAILURES)


def test_a_new_delivery_with_the_right_value_asks_to_retire(paid: Folder) -> None:
    correct(paid, SOUND)
    paid.load()
    paid.put("raadgiverudgifter/2018-06-01_b.csv", PAY.replace("4.321,50", "123,45"))
    with pytest.raises(CorrectionsRefusedError, match="set status to retired"):
        paid.load()
    assert paid.rows(AMOUNTS)[1] == ("123.45000",)  # the last good state: a, corrected
    correct(paid, {**SOUND, "status": "retired", "retired_on": date(2018, 6, 1)})
    paid.load()
    assert paid.rows(AMOUNTS)[1] == ("123.45000",)
    assert paid.rows("select * from raw.corrections_in_force") == []


def test_the_documentation_has_the_example_and_every_rule(folder: Folder) -> None:
    text = (CHECKOUT / "docs" / "corrections.md").read_text(encoding="utf-8")
    rules = re.findall(r"^\| `(\w+)` \|", text.split("| Rule |")[1], re.MULTILINE)
    assert rules == list(RULES)
    [example] = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    Path(folder.home.path).mkdir(parents=True)
    folder.home.corrections.write_text(example, encoding="utf-8")
    assert [record.source for _, record in read_corrections(folder.home).records] == [
        "regnskab",
        "anbringelser",
    ]
