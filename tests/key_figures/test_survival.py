"""The survival curves in SQL are those of scipy, on random stays with many ties and censorings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from tests.key_figures.literal.cases import row_of
from tests.key_figures.marts import Marts, Project
from tests.key_figures.plain.country import Delivery

CUT = date(2017, 1, 31)
FORMS = {"institution": "9", "foster": "21", "network": "1"}
KOMMUNER = ("101", "147", "151", "153")


def random_stays(seed: str) -> list[tuple[str, date, date | None]]:
    """Form, first and last day; short ones often, so that many last equally long."""
    rng = Random(seed)  # noqa: S311
    found = []
    for _ in range(rng.choice((5, 60, 150))):
        start = CUT - timedelta(days=rng.randint(0, 1000))
        days = rng.choice((rng.randint(1, 12), rng.randint(1, 900)))
        end = start + timedelta(days=days)
        found.append((rng.choice(list(FORMS)), start, None if rng.random() < 0.3 else end))
    return found


@pytest.fixture(scope="module")
def marts(project: Project) -> Iterator[Marts]:
    deliveries = []
    for kommune in KOMMUNER:
        old = {"person": "old", "born": "1995-01-01", "startdato": "2000-01-01"}
        rows = [
            row_of(
                "anbringelser", kommune, old | {"slutdato": "2000-01-01", "anbringelsessted": "1"}
            )
        ]
        for number, (form, start, end) in enumerate(random_stays(kommune)):
            cells = {"person": str(number), "born": "2005-03-01", "anbringelsessted": FORMS[form]}
            cells |= {"startdato": str(start), "slutdato": str(end) if end else "-"}
            rows.append(row_of("anbringelser", kommune, cells))
        deliveries.append(Delivery("anbringelser", date(2017, 2, 1), rows))
    with project.run_again(deliveries) as marts:
        yield marts


def curve(marts: Marts, kommune: str, form: str) -> list[tuple[Any, ...]]:
    return marts.query(
        "select day_count, survival, ci_low, ci_high from core.core_survival where "
        f"municipality_code = '{kommune}' and form = '{form}' and cut_date = '{CUT}' order by 1"
    )


def oracle(kommune: str, form: str) -> tuple[Any, Any]:
    lasted, ended = [], []
    for kind, start, end in random_stays(kommune):
        if kind == form:
            has_ended = end is not None and end < CUT
            ended.append(has_ended)
            lasted.append(((end if has_ended and end else CUT) - start).days + 1)
    censored = np.array([not each for each in ended])
    found = ecdf(CensoredData.right_censored(np.array(lasted, dtype=float), censored)).sf
    with np.errstate(all="ignore"):
        return found, found.confidence_interval(method="log-log")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kommune", KOMMUNER)
def test_every_step_of_the_curve(marts: Marts, kommune: str, form: str) -> None:
    survival, interval = oracle(kommune, form)
    steps = curve(marts, kommune, form)
    assert len(steps) == np.count_nonzero(np.diff(survival.probabilities, prepend=1.0))
    for days, share, low, high in steps:
        assert share == pytest.approx(float(survival.evaluate(days)), abs=1e-9)
        if share > 0:  # scipy gives none where nobody is left
            assert low == pytest.approx(float(interval.low.evaluate(days)), abs=1e-9)
            assert high == pytest.approx(float(interval.high.evaluate(days)), abs=1e-9)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kommune", KOMMUNER)
def test_the_median_and_its_bounds_are_where_the_curves_cross_a_half(
    marts: Marts, kommune: str, form: str
) -> None:
    survival, interval = oracle(kommune, form)
    # Scipy has no interval where nobody is left (the lower bound is 0) or nobody has left (1).
    undefined = np.where(survival.probabilities == 0, 0.0, 1.0)
    curves = {"median": survival, "median_low": interval.low, "median_high": interval.high}
    for part, found in curves.items():
        unknown = undefined if part == "median_low" else np.ones_like(undefined)
        shares = np.where(np.isnan(found.probabilities), unknown, found.probabilities)
        crossed = found.quantiles[shares <= 0.5]
        value = marts.cells["placement_duration", kommune, str(CUT), f"{form}/{part}"].value
        assert value == (crossed[0] if len(crossed) else None), part
