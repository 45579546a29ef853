"""How counts hang together: what is worked out, summed and ordered, and what cannot be true."""

from __future__ import annotations

import pytest

from models.disclosure import load_disclosure
from pipelines.disclosure.counts import read_counts
from pipelines.disclosure.marts import DisclosureAuditError
from pipelines.disclosure.relations import Relations, relate
from tests.disclosure.marts.figures import (
    AREAS,
    Counted,
    exits,
    placed,
    pupils,
    support,
    with_areas,
)
from tests.disclosure.marts.mart import protected, shown, table

YEAR_BEFORE, BEFORE, AFTER = "2015-01-31", "2016-01-31", "2016-05-31"
STEPS = ("preventive", "home_based", "network", "foster", "institution")


def related(cells: list[Counted]) -> Relations:
    printed = read_counts(table(cells)).values
    return relate({key: value or 0 for key, value in printed.items()}, load_disclosure(), AREAS)


def named(relations: Relations) -> dict[str, int]:
    return {key.name: value for key, value in relations.values.items()}


def test_who_stayed_and_all_pupils_are_worked_out() -> None:
    cells = exits("101", AFTER, cohort=20, to_other=8, to_none=9)
    assert named(related(cells))["stayed_in_institution"] == 20 - 8 - 9
    groups = pupils("101", "2015/16", vulnerable=(31.0, 4), other=(900.0, 200))
    assert named(related(groups))["absence_pupils"] == 4 + 200


def test_cohorts_are_at_most_those_who_were_there_before() -> None:
    cells = placed("101", BEFORE, 21, 6, 7) + placed("101", AFTER, 9, 14, 7)
    cells += exits("101", AFTER, cohort=20, to_other=8, to_none=9)
    orders = {
        (smaller.name, larger.name, larger.place.period)
        for smaller, larger in related(cells).at_most
    }
    assert orders == {
        ("institution_cohort", "institution", BEFORE),
        ("stayed_in_institution", "institution", AFTER),
        ("exits_to_other_placement", "foster_or_network", AFTER),
    }


def moved(area: str, period: str, **ways: int) -> list[Counted]:
    """Where the children of institutions are a year later, by step."""
    ends = ("none", *STEPS, "out_of_age")
    return [
        Counted(
            "staircase_transition",
            area,
            period,
            f"institution/{end}",
            ways.get(end, 0),
            sum(ways.values()),
        )
        for end in ends
    ]


def test_those_who_were_there_a_year_before_are_all_that_could_move() -> None:
    cells = placed("101", YEAR_BEFORE, 21, 6, 7)
    cells += moved("101", BEFORE, institution=12, foster=6, out_of_age=3)
    relations = related(cells)
    [parts] = [
        parts
        for whole, parts in relations.sums
        if (whole.name, whole.place.period) == ("institution", YEAR_BEFORE)
    ]
    assert {part.place.period for part in parts} == {BEFORE}
    assert sum(relations.values[part] for part in parts) == 21
    with pytest.raises(DisclosureAuditError, match="institution, municipality 101, 2015-01-31"):
        related(cells[:4] + moved("101", BEFORE, institution=12, foster=6))


def test_a_few_who_moved_are_not_given_away_by_the_year_before() -> None:
    """21 were there, 12 stayed and 6 are in foster care: without more the 3 who are 18 are told."""
    cells = placed("101", YEAR_BEFORE, 21, 6, 7)
    cells += moved("101", BEFORE, institution=12, foster=6, out_of_age=3)
    parts = shown(protected(cells).table, "staircase_transition")
    hidden = {str(part) for part, number in parts.items() if number is None}
    assert "institution/out_of_age" in hidden and len(hidden) > 1


def test_a_region_is_its_municipalities_and_the_country_its_regions() -> None:
    cells = [cell for area in AREAS for cell in support(area, BEFORE, 10)]
    sums = {
        whole.place.area_code: [part.place.area_code for part in parts]
        for whole, parts in related(with_areas(cells)).sums
    }
    assert sums == {"083": ["400"], "084": ["101", "147", "155"], "000": ["083", "084"]}


def test_what_is_not_there_is_the_rest() -> None:
    cells = with_areas([cell for area in AREAS for cell in support(area, BEFORE, 10)])
    without = [cell for cell in cells if cell.area_code != "147"]
    assert named(related(without))["other areas of preventive"] == 10


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            placed("101", BEFORE, 19, 6, 7) + exits("101", AFTER, 20, to_other=8, to_none=9),
            "institution_cohort",
        ),
        (exits("101", AFTER, cohort=16, to_other=8, to_none=9), "stayed_in_institution"),
        (
            [
                *(cell for area in AREAS for cell in support(area, BEFORE, 10)),
                Counted("preventive_per_1000", "084", BEFORE, "total", 31, 30_000, "region"),
            ],
            "preventive, region 084",
        ),
    ],
)
def test_what_cannot_be_true_is_refused(cells: list[Counted], said: str) -> None:
    with pytest.raises(DisclosureAuditError, match=said):
        protected(cells)
