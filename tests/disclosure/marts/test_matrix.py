"""The matrix of movements: a row is shown whole or not, and never at the forms' own cost."""

from __future__ import annotations

import pytest

from tests.disclosure.marts.figures import Counted, placed
from tests.disclosure.marts.mart import protected, shown

EARLIER, LATER = "2016-09-30", "2017-09-30"
STEPS = ("preventive", "home_based", "network", "foster", "institution")
ENDS = ("none", *STEPS, "out_of_age")


def movements(into_home_based: int) -> list[Counted]:
    """Ten in network care a year before: some have come home with a measure, the others stayed.

    Of each other step five have turned 18, and the rest have stayed: most cells are empty.
    """
    sizes = {"preventive": 40, "home_based": 90, "network": 10, "foster": 60, "institution": 20}
    stayed = {step: size - 5 for step, size in sizes.items()} | {"network": 10 - into_home_based}
    cells = []
    for step, size in sizes.items():
        left = {"home_based": into_home_based} if step == "network" else {"out_of_age": 5}
        at = {step: stayed[step]} | left
        cells += [
            Counted("staircase_transition", "101", LATER, f"{step}/{end}", at.get(end, 0), size)
            for end in ENDS
        ]
    cells += [Counted("staircase_entry", "101", LATER, step, 0, None) for step in STEPS]
    cells += placed("101", EARLIER, sizes["institution"], sizes["foster"], sizes["network"])
    return cells + placed("101", LATER, stayed["institution"], stayed["foster"], stayed["network"])


@pytest.mark.parametrize("into_home_based", [1, 4, 5])
def test_a_row_with_few_is_hidden_whole(into_home_based: int) -> None:
    seen = shown(protected(movements(into_home_based)).table, "staircase_transition", "numerator")
    row = {way: number for way, number in seen.items() if way.startswith("network/")}
    assert len(row) == len(ENDS)
    is_shown = into_home_based == 5
    assert set(row.values()) == ({0, 5} if is_shown else {None})


@pytest.mark.parametrize("into_home_based", [1, 4])
def test_the_forms_themselves_are_shown(into_home_based: int) -> None:
    """Ten and nine in network care: with the empty cells shown, they would say that it was one."""
    result = protected(movements(into_home_based))
    assert result.audit.is_green
    for key_figure in ("placed_per_1000", "placement_share"):
        assert None not in shown(result.table, key_figure, "numerator").values()
