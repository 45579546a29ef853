"""Figures of a municipality that moved more than they usually do.

The rule. A change is measured in a unit in which large and small municipalities are alike:

* a count of persons by twice the difference of its square roots, against what the rate of before
  would give: Anscombe (1948), *The transformation of Poisson, binomial and negative-binomial data*,
  Biometrika 35, 246-254. One unit is one standard deviation of a Poisson count of any size, so
  that a few children more or less cry no wolf;
* a mean of persons by its difference, over the root of how many there were;
* money by the logarithm of its ratio.

What is usual is told by all earlier changes of that figure and part, of all municipalities: their
median, and the median of their distances from it (MAD), times 1.4826 to be a standard deviation:
Rousseeuw and Croux (1993), *Alternatives to the median absolute deviation*, JASA 88, 1273-1283. A
few great jumps of the past do not move either. The spread is taken two standard errors above its
estimate, at least as large as the municipality's own where it has a past of six changes, and never
below the floor: one unit of a Poisson count, two per cent of money. This is the funnel plot with
overdispersion of Spiegelhalter (2005), *Handling over-dispersion of performance indicators*,
Quality and Safety in Health Care 14, 347-351.

A change is unusual when it lies further out than any of the home's changes would lie, by chance, in
one of twenty quiet periods (Bonferroni over all figures that are judged).

Left out: regions and the country, which are sums of what is judged; figures that are not final;
differences (the gap, additional expenditure), whose parts are judged; figures without twelve
earlier changes. No sentence holds a value: of a few children it would be one to protect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from statistics import NormalDist
from typing import Literal

from models.catalogue import KeyFigure, Persons, load_catalogue
from models.column import Label
from pipelines.operations.findings.capped import capped
from pipelines.operations.findings.finding import Finding
from pipelines.operations.findings.names import area, subject
from pipelines.operations.findings.opened import opened
from pipelines.publication.unprotected import UnprotectedSet

_QUERY = Path(__file__).with_suffix(".sql")
_LEAST_EARLIER = 12
_LEAST_OWN = 6
_QUIET_PERIODS_WITH_A_FALSE_ALARM = 0.05

_How = Literal["count", "mean", "amount"]
_LEAST_SPREAD: dict[_How, float] = {"count": 1.0, "mean": 0.0, "amount": 0.02}


@dataclass(frozen=True)
class Change:
    """The newest change of one figure, ``distance`` spreads away from what is usual.

    ``judged_count`` is how many changes of the home are judged beside it, itself included.
    """

    key_figure: str
    breakdown: str
    area_code: str
    period_before: str
    period: str
    is_rise: bool
    distance: float
    judged_count: int

    @property
    def of_limit(self) -> float:
        """The distance in parts of the one at which a change begins to be unusual."""
        return abs(self.distance) / _limit(self.judged_count)

    @property
    def is_unusual(self) -> bool:
        """Whether it lies outside of what is usual."""
        return self.of_limit > 1


def newest_changes(current: UnprotectedSet) -> list[Change]:
    """Every change that can be judged, by figure, part and municipality."""
    return changes_in(current.mart("key_figures"))


def changes_in(figures: Path) -> list[Change]:
    """The same of any Parquet file with the columns of the mart ``key_figures``."""
    judged = ", ".join(
        f"('{figure.id}', '{how}', {_LEAST_SPREAD[how]})"
        for figure in load_catalogue().values()
        if (how := _how(figure)) is not None
    )
    with opened(figures_of_all=figures) as connection:
        connection.execute(
            "create view judged as from (values "
            f"{judged}) as of_catalogue(key_figure, how, least_spread)"
        )
        connection.execute(
            f"create view needed as select {_LEAST_EARLIER} as earlier, {_LEAST_OWN} as its_own"
        )
        rows = connection.execute(_QUERY.read_text(encoding="utf-8")).fetchall()
    return [Change(*row) for row in rows]


def unusual_change(changes: Sequence[Change]) -> Iterator[Finding]:
    """A finding for each figure and municipality, which names all parts that moved."""
    for key_figure, of_figure in groupby(changes, key=attrgetter("key_figure")):
        unusual = sorted(filter(attrgetter("is_unusual"), of_figure), key=attrgetter("area_code"))
        each = [list(moved) for _, moved in groupby(unusual, key=attrgetter("area_code"))]
        each.sort(key=lambda moved: -max(change.of_limit for change in moved))
        yield from capped([_found(moved) for moved in each], "unusual_change", key_figure, _MORE)


def _how(figure: KeyFigure) -> _How | None:
    """What the figure is made of; None when nobody has said."""
    if isinstance(figure.persons, Persons):
        return "count" if figure.persons.numerators else "mean"
    return "amount" if figure.persons == "none" else None


@cache
def _limit(count: int) -> float:
    """The distance that one of so many changes exceeds by chance as seldom as is allowed."""
    tail = _QUIET_PERIODS_WITH_A_FALSE_ALARM / count / 2
    return NormalDist().inv_cdf(1 - tail)


def _found(moved: Sequence[Change]) -> Finding:
    first = moved[0]
    figure, name = load_catalogue()[first.key_figure], area(first.area_code)
    parts = {
        word: ", ".join(change.breakdown for change in moved if change.is_rise is is_rise)
        for word, is_rise in (("rise", True), ("fall", False))
    }
    da = [f"steget ({parts['rise']})"] * bool(parts["rise"])
    da += [f"faldet ({parts['fall']})"] * bool(parts["fall"])
    en = [f"risen ({parts['rise']})"] * bool(parts["rise"])
    en += [f"fallen ({parts['fall']})"] * bool(parts["fall"])
    return Finding(
        "unusual_change",
        subject(first.key_figure, first.area_code),
        Label(
            da=f"{figure.label.da}, {name}: er {' og '.join(da)} mere end sædvanligt fra "
            f"{first.period_before} til {first.period}.",
            en=f"{figure.label.en}, {name}: has {' and '.join(en)} more than usual from "
            f"{first.period_before} to {first.period}.",
        ),
    )


_MORE = Label(da="har ændret sig mere end sædvanligt", en="have changed more than usual")
