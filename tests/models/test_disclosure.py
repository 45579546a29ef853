"""The records of disclosure control: every key figure has one, and its names are known."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from models.catalogue import Persons, load_catalogue
from models.disclosure import DISCLOSURE, Disclosure, load_disclosure, printed_counts


def test_every_key_figure_says_which_persons_it_counts() -> None:
    assert [each.id for each in load_catalogue().values() if each.persons is None] == []
    about_money = [each.id for each in load_catalogue().values() if each.persons == "none"]
    assert about_money == [
        "expenditure",
        "additional_expenditure",
        "expenditure_share",
        "district_expenditure",
        "expenditure_per_child",
        "net_saving",
        "course_cost",
        "course_saving_share",
    ]


def test_every_part_of_a_figure_of_persons_is_named() -> None:
    for figure in load_catalogue().values():
        if not isinstance(figure.persons, Persons):
            continue
        for breakdown in figure.breakdowns:
            _, part = figure.persons.split(breakdown)
            named = (
                figure.persons.numerators.keys()
                | figure.persons.denominators.keys()
                | figure.persons.values_of.keys()
            )
            assert part in named or "*" in named or (figure.gap and part == "gap")


def test_every_count_is_printed_or_part_of_a_sum() -> None:
    printed = {name for figure in load_catalogue().values() for name in printed_counts(figure)}
    known = load_disclosure()
    of_sums = {name for each in known.sums for name in (each.whole, *each.parts)}
    for count in known.counts:
        assert count.name in (of_sums if count.never_printed else printed)
    assert all(each.why for each in known.sums)
    assert all(each.why for each in known.at_most)


@pytest.mark.parametrize(
    ("breakdown", "detail", "expected"),
    [
        ("total", "none", ("", "total")),
        ("authority", "whole", ("authority", "*")),
        ("authority/a/b/5", "all_but_last", ("authority/a/b", "5")),
    ],
)
def test_a_breakdown_is_a_table_and_a_part(
    breakdown: str, detail: Any, expected: tuple[str, str]
) -> None:
    assert Persons(detail=detail).split(breakdown) == expected


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data["sums"][0].update(whole="placd"), "placd"),
        (lambda data: data["counts"].append({"name": "placed"}), "twice"),
        (lambda data: data["counts"].remove({"name": "moved_down"}), "moved_down"),
    ],
)
def test_a_name_that_nothing_has_is_refused(change: Any, said: str) -> None:
    data = yaml.safe_load(DISCLOSURE.read_text(encoding="utf-8"))
    change(data)
    with pytest.raises(ValidationError, match=said):
        Disclosure.model_validate(data)
