"""Which changes are judged and how, on series small enough to see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.operations.findings.unusual_change import Change, changes_in, unusual_change
from tests.operations.findings.figures import AREAS, PERIODS, Series, counted, write_figures

# Seven periods that go up and down by a child in twenty: six changes each, the newest among them.
QUIET = (100, 104, 99, 101, 98, 103, 100)
PEERS = [counted(code, QUIET, 10_000) for code in AREAS[:5]]
HERNING = "657"


def judged(folder: Path, *series: Series) -> dict[tuple[str, str], Change]:
    """The newest changes by municipality and part."""
    found = changes_in(write_figures(folder / "figures.parquet", series))
    return {(each.area_code, each.breakdown): each for each in found}


def unusual(folder: Path, *series: Series) -> set[str]:
    """Who moved more than usual."""
    return {code for (code, _), each in judged(folder, *series).items() if each.is_unusual}


@pytest.mark.parametrize(
    ("newest", "is_told"), [(101, False), (112, False), (180, True), (40, True)]
)
def test_a_count_of_persons(tmp_path: Path, newest: int, is_told: bool) -> None:
    herning = counted(HERNING, (*QUIET[:-1], newest), 10_000)
    assert unusual(tmp_path, *PEERS, herning) == ({HERNING} if is_told else set())


def test_the_same_jump_of_a_few_children_is_nothing(tmp_path: Path) -> None:
    """Two children where there was one is the double, as 180 to 90 would be."""
    few = counted(HERNING, (1, 1, 1, 1, 1, 1, 2), 100)
    assert unusual(tmp_path, *PEERS, few) == set()


def test_a_growing_population_is_no_change(tmp_path: Path) -> None:
    """Twice the children among twice the inhabitants."""
    grown = Series(HERNING, [10.0] * 7, [100.0] * 6 + [200.0], [10_000.0] * 6 + [20_000.0])
    assert judged(tmp_path, *PEERS, grown)[HERNING, "total"].of_limit < 0.1


def test_one_great_jump_of_the_past_does_not_hide_another(tmp_path: Path) -> None:
    past = counted(AREAS[6], (100, 300, 100, 101, 98, 103, 100), 10_000)
    herning = counted(HERNING, (*QUIET[:-1], 200), 10_000)
    assert unusual(tmp_path, *PEERS, past, herning) == {HERNING}


def test_who_always_moves_much_is_measured_by_its_own_past(tmp_path: Path) -> None:
    restless = counted(HERNING, (100, 170, 95, 180, 90, 160, 100, 180), 10_000)
    peers = [counted(code, (*QUIET, 101), 10_000) for code in AREAS[:5]]
    calm = counted("510", (*QUIET, 180), 10_000)
    assert unusual(tmp_path, *peers, restless, calm) == {"510"}


def test_of_a_share_near_a_hundred_the_rare_side_counts(tmp_path: Path) -> None:
    """97, 98 and then 85 of 100: a small change of a large count, a large one of the others."""

    def shares(code: str, numerators: tuple[int, ...]) -> Series:
        values = [float(each) for each in numerators]
        return Series(code, values, numerators, [100] * 7, "placement_share", "foster", "pct")

    peers = [shares(code, (97, 98, 97, 96, 98, 97, 98)) for code in AREAS[:5]]
    found = judged(tmp_path, *peers, shares(HERNING, (97, 98, 97, 96, 98, 97, 85)))
    herning = found[HERNING, "foster"]
    assert herning.is_unusual and not herning.is_rise and herning.distance < 0


def test_a_mean_of_few_may_move_more_than_one_of_many(tmp_path: Path) -> None:
    def wellbeing(code: str, values: tuple[float, ...], pupils: int) -> Series:
        return Series(
            code, values, [each * pupils for each in values], [pupils] * 7,
            "wellbeing_academic", "other", "index_1_5",
        )  # fmt: skip

    steady = (3.70, 3.72, 3.69, 3.71, 3.70, 3.73)
    peers = [wellbeing(code, (*steady, 3.71), 1000) for code in AREAS[:5]]
    many, few = wellbeing(HERNING, (*steady, 4.0), 1000), wellbeing("510", (*steady, 4.0), 10)
    assert unusual(tmp_path, *peers, many, few) == {HERNING}


def test_money_by_its_ratio(tmp_path: Path) -> None:
    def spent(code: str, size: float, last: float) -> Series:
        values = [size * each for each in (1.00, 1.03, 0.99, 1.01, 0.98, 1.02, last)]
        return Series(code, values, key_figure="expenditure", breakdown="service", unit="dkk_1000")

    peers = [spent(code, 10.0**n, 1.0) for n, code in enumerate(AREAS[:5], 3)]
    assert unusual(tmp_path, *peers, spent(HERNING, 5_000, 1.6), spent("510", 9e8, 1.03)) == {
        HERNING
    }


def test_a_figure_that_is_a_plain_count(tmp_path: Path) -> None:
    def children(code: str, newest: float) -> Series:
        return Series(code, (*QUIET[:-1], newest), unit="count")

    peers = [children(code, 100) for code in AREAS[:5]]
    assert unusual(tmp_path, *peers, children(HERNING, 180), children("510", 103)) == {HERNING}


@pytest.mark.parametrize(
    "other",
    [
        {"area_type": "region"},
        {"status": "provisional"},
        {"denominators": None, "numerators": None},  # a smallest or largest, or a difference
    ],
)
def test_what_is_not_judged(tmp_path: Path, other: dict[str, Any]) -> None:
    jump = counted(HERNING, (*QUIET[:-1], 500), 10_000)
    changed = Series(**{**jump.__dict__, **other})
    assert unusual(tmp_path, *PEERS, jump) == {HERNING}
    assert unusual(tmp_path, *PEERS, changed) == set()


def test_without_a_past_nothing_is_unusual(tmp_path: Path) -> None:
    jump = counted(HERNING, (100, 500), 10_000)
    assert judged(tmp_path, *(counted(code, (100, 101), 10_000) for code in AREAS[:9]), jump) == {}


def test_who_has_not_come_to_the_newest_period_is_not_judged_by_an_old_one(tmp_path: Path) -> None:
    old = counted(HERNING, (*QUIET[:-2], 500), 10_000)
    assert (HERNING, "total") not in judged(tmp_path, *PEERS, old)


def test_the_sentence_names_figure_place_and_way_and_no_number(tmp_path: Path) -> None:
    herning = [
        counted(HERNING, (*QUIET[:-1], newest), 10_000, part)
        for part, newest in (("institution", 40), ("foster", 222), ("total", 333))
    ]
    peers = [counted(code, QUIET, 10_000, part) for code in AREAS[:5] for part in
             ("institution", "foster", "total")]  # fmt: skip
    [found] = unusual_change(list(judged(tmp_path, *peers, *herning).values()))
    before, last = PERIODS[5].isoformat(), PERIODS[6].isoformat()
    assert (found.kind, found.subject) == ("unusual_change", "placed_per_1000/657")
    assert found.sentence.en == (
        "Placed children per 1,000 aged 0-17, Herning: has risen (foster, total) and fallen "
        f"(institution) more than usual from {before} to {last}."
    )
    assert found.sentence.da == (
        "Anbragte børn og unge pr. 1.000 0-17-årige, Herning: er steget (foster, total) og faldet "
        f"(institution) mere end sædvanligt fra {before} til {last}."
    )
