"""Unbroken times on a step: on each day the most intrusive measure in force counts."""

from __future__ import annotations

from datetime import date

from tests.key_figures.literal.cases import FOSTER, INSTITUTION, OWN_ROOM, Case, case
from tests.key_figures.literal.conftest import Figures

several_at_once = case(
    anbringelser=f"""
        person     anbringelsessted  startdato   slutdato    maalgruppe
        institute  {INSTITUTION}     2015-03-01  2015-03-31  social
        room       {OWN_ROOM}        2015-01-01  2015-12-31  social
        handicap   {FOSTER}          2015-01-01  -           handicap
    """,
    foranstaltninger="""
        person     ydelse      startdato   slutdato
        institute  SEL-52-3.3  2015-01-01  2015-06-30
        institute  SEL-11-3.1  2014-01-01  -
    """,
)
one_after_another = case(
    anbringelser=f"""
        person   anbringelsessted  startdato   slutdato
        joined   {FOSTER}          2015-01-01  2015-01-31
        joined   {FOSTER}          2015-02-01  -
        gap      {FOSTER}          2015-01-01  2015-01-30
        gap      {FOSTER}          2015-02-01  2015-02-28
        overlap  {FOSTER}          2015-01-01  2015-06-30
        overlap  {FOSTER}          2015-03-01  2015-04-30
    """,
)

Episode = tuple[str, date, date | None]


def episodes(figures: Figures, of: Case, person: str) -> list[Episode]:
    rows = figures.query(
        "select step_key, start_date, end_date from core.core_step_episodes where "
        f"municipality_code = '{of.kommune}' and person_id = '{of.kommune} {person}' order by 2"
    )
    return [(step, start, end) for step, start, end in rows]


def test_the_most_intrusive_measure_wins_day_by_day(figures: Figures) -> None:
    assert episodes(figures, several_at_once, "institute") == [
        ("preventive", date(2014, 1, 1), date(2014, 12, 31)),
        ("home_based", date(2015, 1, 1), date(2015, 2, 28)),
        ("institution", date(2015, 3, 1), date(2015, 3, 31)),
        ("home_based", date(2015, 4, 1), date(2015, 6, 30)),
        ("preventive", date(2015, 7, 1), None),
    ]


def test_an_own_room_is_home_based_and_other_target_groups_are_left_out(figures: Figures) -> None:
    assert episodes(figures, several_at_once, "room") == [
        ("home_based", date(2015, 1, 1), date(2015, 12, 31))
    ]
    assert episodes(figures, several_at_once, "handicap") == []


def test_adjoining_and_overlapping_spells_are_one_stay_and_a_day_between_makes_two(
    figures: Figures,
) -> None:
    assert episodes(figures, one_after_another, "joined") == [("foster", date(2015, 1, 1), None)]
    assert episodes(figures, one_after_another, "overlap") == [
        ("foster", date(2015, 1, 1), date(2015, 6, 30))
    ]
    assert episodes(figures, one_after_another, "gap") == [
        ("foster", date(2015, 1, 1), date(2015, 1, 30)),
        ("foster", date(2015, 2, 1), date(2015, 2, 28)),
    ]


def test_a_register_is_known_from_its_first_end_to_its_delivery(figures: Figures) -> None:
    rows = figures.query(
        "select known_from, known_until from core.core_register_coverage where source = "
        f"'anbringelser' and municipality_code = '{one_after_another.kommune}'"
    )
    assert rows == [(date(2015, 1, 30), date(2016, 10, 31))]
