"""From a figure to its query and its deliveries, by the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.command import noegletal


@pytest.mark.parametrize("figure", ["38", "placement_share"])
def test_a_figure_is_explained(figure: str, prepared_demo: Path) -> None:
    ran = noegletal("explain", figure, "--home", prepared_demo)
    assert ran.exit_code == 0
    assert "core_placed_on_cut_date" in ran.out
    assert "anbringelser/2017-10-31_herning.csv" in ran.out
    assert "spoergeskema" not in ran.out  # no delivery of a source that it does not need


def test_in_english(prepared_demo: Path) -> None:
    ran = noegletal("explain", "35", "--lang", "en", "--home", prepared_demo)
    assert "Socially vulnerable children only" in ran.out


@pytest.mark.parametrize(("given", "hint"), [("34", ""), ("placement_shares", "placement_share")])
def test_an_unknown_figure_is_wrong_use(given: str, hint: str, prepared_demo: Path) -> None:
    ran = noegletal("explain", given, "--home", prepared_demo)
    assert ran.exit_code == 2 and f"There is no figure '{given}'" in ran.talk
    assert hint in ran.talk
