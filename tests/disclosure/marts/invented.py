"""Figures that hypothesis invents: one to four municipalities, two cut dates, a school year."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.disclosure.marts.figures import (
    AREAS,
    Counted,
    exits,
    placed,
    pupils,
    support,
    with_areas,
)

DATES = ("2016-01-31", "2016-05-31")
SCHOOL_YEAR = "2015/16"
# Many few, some more, and often nobody: the numbers that small municipalities have.
_few = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 17, 24])


@st.composite
def invented(draw: st.DrawFn) -> list[Counted]:
    """Cells that hang together as the definitions say, with region and country where complete."""
    areas = list(AREAS)[: draw(st.sampled_from([1, 3, 4]))]
    cells: list[Counted] = []
    for area in areas:
        before, after = (tuple(draw(_few) for _ in range(3)) for _ in DATES)
        # Of those who were in institutions some have turned 18; who stayed is still there.
        cohort = draw(st.integers(max(0, before[0] - 2), before[0]))
        stayed = draw(st.integers(0, min(cohort, after[0])))
        to_other = draw(st.integers(0, min(cohort - stayed, after[1] + after[2])))
        cells += placed(area, DATES[0], *before) + placed(area, DATES[1], *after)
        cells += exits(area, DATES[1], cohort, to_other, cohort - stayed - to_other)
        cells += support(area, DATES[0], draw(_few))
        groups = []
        for _ in range(2):
            count = draw(_few)
            groups.append((float(draw(st.integers(0, 20 * count))), count))
        cells += pupils(area, SCHOOL_YEAR, *groups)
    return with_areas(cells)
