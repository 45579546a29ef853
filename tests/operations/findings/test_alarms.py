"""How often the rule for unusual changes cries wolf, and whether it cries when there is one.

Homes are drawn with fixed seeds: municipalities of 300 to 60,000 children, four parts of a figure,
nine cut dates. The bounds are those of ``unusual_change``, with the room that chance needs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipelines.operations.findings.unusual_change import Change, changes_in
from tests.operations.findings.figures import AREAS, Series, counted, write_figures

PERIODS = 9
# Placed children per child, by part: from many in a large municipality to one now and then.
RATES = {"total": 8e-3, "foster": 5e-3, "institution": 1.5e-3, "network": 0.3e-3}
Draw = Callable[[np.random.Generator, float], np.ndarray]


def anew(rng: np.random.Generator, mean: float) -> np.ndarray:
    """Other children in each period: a Poisson count each time, the noisiest that is quiet."""
    return rng.poisson(mean, PERIODS)


def staying(rng: np.random.Generator, mean: float) -> np.ndarray:
    """Mostly the same children: of whom some leave, and others come."""
    counts = [rng.poisson(mean)]
    for _ in range(PERIODS - 1):
        counts.append(rng.binomial(counts[-1], 0.85) + rng.poisson(0.15 * mean))
    return np.array(counts)


def restless(rng: np.random.Generator, mean: float) -> np.ndarray:
    """As ``anew``, and the chance itself goes up and down by fifteen per cent."""
    return rng.poisson(mean * np.exp(rng.normal(0, 0.15, PERIODS)))


def home(rng: np.random.Generator, size: int, draw: Draw) -> list[Series]:
    """All series of a home with so many municipalities, in which nothing happens."""
    populations = np.exp(rng.uniform(np.log(300), np.log(60_000), size)).astype(int)
    return [
        counted(code, draw(rng, population * rate).tolist(), int(population), part)
        for code, population in zip(AREAS, populations, strict=False)
        for part, rate in RATES.items()
    ]


def judged(folder: Path, series: list[Series]) -> list[Change]:
    return changes_in(write_figures(folder / "figures.parquet", series))


@pytest.mark.parametrize(
    ("size", "draw", "homes"),
    [(3, anew, 60), (3, staying, 30), (98, anew, 15), (98, staying, 15), (98, restless, 15)],
)
def test_a_quiet_home_seldom_cries_wolf(tmp_path: Path, size: int, draw: Draw, homes: int) -> None:
    rng = np.random.default_rng(20180215)
    nights = [judged(tmp_path, home(rng, size, draw)) for _ in range(homes)]
    alarms = [sum(change.is_unusual for change in night) for night in nights]
    if draw is restless:  # more than a count can be: not one in five hundred of the changes
        assert sum(alarms) < sum(map(len, nights)) / 500
    else:  # one of twenty homes, as the rule says, and chance on top of it
        assert sum(alarm > 0 for alarm in alarms) <= homes / 20 + 2 * np.sqrt(homes / 20)
    assert min(map(len, nights)) == size * len(RATES)  # all were judged


@pytest.mark.parametrize("size", [3, 98])
@pytest.mark.parametrize(
    ("draw", "children", "factor"),
    [(staying, 20, 3), (staying, 50, 2), (staying, 400, 1.5), (anew, 400, 1.6)],
)
def test_a_real_jump_is_found(
    tmp_path: Path, size: int, draw: Draw, children: int, factor: float
) -> None:
    rng = np.random.default_rng(20180215)
    population = round(children / RATES["total"])
    is_found = []
    for _ in range(10):
        counts = draw(rng, children).tolist()
        counts[-1] = round(counts[-2] * factor)
        others = [each for each in home(rng, size, draw) if each.area_code != AREAS[0]]
        changes = judged(tmp_path, [*others, counted(AREAS[0], counts, population)])
        is_found.append(any(each.is_unusual and each.area_code == AREAS[0] for each in changes))
    assert sum(is_found) >= 9


def test_a_few_children_more_are_never_an_alarm(tmp_path: Path) -> None:
    """From one to five: four times as many, and nothing that anybody should be sent for."""
    rng = np.random.default_rng(20180215)
    series = [each for each in home(rng, 98, staying) if each.area_code != AREAS[0]]
    few = counted(AREAS[0], [1] * (PERIODS - 1) + [4], 125)
    changes = judged(tmp_path, [*series, few])
    assert [each.area_code for each in changes if each.is_unusual] == []
