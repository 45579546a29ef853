"""The answer to a check, from a report that is written out here: lines to read and a record."""

from __future__ import annotations

import json
from datetime import date

import pytest

from models.contract import Label
from pipelines.providers import check_report
from pipelines.providers.report import Noted, RejectedGroup, Report
from pipelines.providers.words import LANGUAGES, Language

DATE = Label(da="startdato findes ikke.", en="startdato does not exist.")
ROW = Label(da="Linjen gentager linje 9.", en="The line repeats line 9.")
PARTLY = Report(
    source="anbringelser",
    file_name="2018-05-31_herning.csv",
    delivery_id=None,
    delivered_on=date(2018, 5, 31),
    outcome="loaded",
    encoding="windows-1252",
    lines_read=1200,
    lines_accepted=1100,
    lines_rejected=88 + 12,
    lines_structural=3,
    columns_ignored=("navn", "adresse"),
    groups=(
        RejectedGroup("impossible_date", "startdato", "startdato", 88, tuple(range(2, 12)), DATE),
        RejectedGroup("duplicate_row", None, None, 2, (4, 5), ROW),
    ),
    notes=(Noted("windows_1252", None, 1, Label(da="Læst som 1252.", en="Read as 1252.")),),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_begins_with_what_would_happen_and_ends_with_what_did_not(language: Language) -> None:
    first, *_, last = check_report.summary(PARTLY, language)
    assert (
        first
        == {
            "da": "Filen ville blive indlæst uden 100 afviste rækker.",
            "en": "The file would be loaded without 100 rejected rows.",
        }[language]
    )
    assert (
        last
        == {
            "da": "Intet er indlæst eller gemt.",
            "en": "Nothing has been loaded or stored.",
        }[language]
    )


def test_a_refusal_gives_its_reason() -> None:
    refused = Report("sagstal", "x.csv", None, None, "refused", message=DATE)
    assert list(check_report.summary(refused, "da"))[:2] == [
        "Filen ville blive afvist.",
        "startdato findes ikke.",
    ]


def test_rejected_rows_are_named_by_their_first_lines() -> None:
    assert check_report.rejected(PARTLY.groups, "da") == [
        (88, "startdato", "2, 3, 4, 5, 6, …", "startdato findes ikke."),
        (2, "hele rækken", "4, 5", "Linjen gentager linje 9."),
    ]
    assert check_report.rejected(PARTLY.groups, "en")[1][1:3] == ("the whole row", "4, 5")


def test_facts_have_danish_numbers() -> None:
    facts = dict(check_report.facts(PARTLY, "da"))
    assert facts["Læste rækker"] == "1.200"
    assert facts["Kolonner, der ikke bruges"] == "navn, adresse"


def test_the_record_holds_every_sentence_in_both_languages() -> None:
    record = json.loads(json.dumps(check_report.record(PARTLY)))
    assert record["rejected"][0] == {
        "rule": "impossible_date",
        "column": "startdato",
        "count": 88,
        "first_lines": list(range(2, 12)),
        "message": {"da": DATE.da, "en": DATE.en},
    }
    assert record["notes"][0]["message"] == {"da": "Læst som 1252.", "en": "Read as 1252."}
    assert record["message"] is None
