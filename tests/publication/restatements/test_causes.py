"""What a restatement is put down to: what is known to have changed, and never a guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.catalogue import load_catalogue
from models.contract import load_contracts
from pipelines.publication.restatements import CAUSES
from pipelines.publication.restatements_causes import sources_of
from pipelines.publication.unprotected import DeliveryInForce
from tests.publication.restatements.releases import Story, delivery, figures

OLD = delivery("d1", "anbringelser", "510", "657")
Cause = tuple[str, str | None]


def cause(
    folder: Path,
    before: tuple[DeliveryInForce, ...] = (),
    after: tuple[DeliveryInForce, ...] = (),
    cell: str = "510 2016-01-31 placement_share foster",
    code: str | None = None,
    keeps_scopes: bool = True,
) -> Cause:
    """What a figure's change is put down to when the deliveries were these before and after."""
    story = Story(folder, keeps_scopes=keeps_scopes)
    story.release(figures({cell: (40, 100)}), *before, code=code)
    [row] = story.release(figures({cell: (50, 100)}), *after)
    return row["cause"], row["cause_delivery_ids"]


@pytest.mark.parametrize(
    ("cell", "arrived", "is_named"),
    [
        ("510 2016-01-31 placement_share foster", delivery("d2", "anbringelser", "510"), True),
        ("510 2016-01-31 placement_share foster", delivery("d2", "anbringelser", "657"), False),
        ("510 2016-01-31 placement_share foster", delivery("d2", "regnskab", "510|2016"), False),
        ("083 2016-01-31 placement_share foster", delivery("d2", "anbringelser", "510"), True),
        ("082 2016-01-31 placement_share foster", delivery("d2", "anbringelser", "510"), False),
        ("000 2016-01-31 placement_share foster", delivery("d2", "anbringelser", "510"), True),
        ("510 2016-01-31 placement_share foster", delivery("d2", "cpr_aendringer", "510"), True),
        ("510 2016-01-31 placed_per_1000 total", delivery("d2", "befolkning", "510|2016"), True),
        ("510 2016-01-31 placed_per_1000 total", delivery("d2", "befolkning", "510|2015"), False),
        ("510 2016-01-31 placement_share foster", delivery("d2", "befolkning", "510|2016"), False),
        ("510 2016 expenditure total", delivery("d2", "regnskab", "510|2016"), True),
        ("510 2016 expenditure total", delivery("d2", "regnskab", "510|2015"), False),
        ("510 2016 expenditure total", delivery("d2", "raadgiverudgifter", "510|2016"), True),
        ("510 2016 expenditure total", delivery("d2", "pl_indeks"), True),
        ("510 2016 additional_expenditure total", delivery("d2", "regnskab", "510|2013"), True),
        ("510 2014/15 absence other", delivery("d2", "fravaer", "510|2014/15"), True),
        ("510 2014/15 absence other", delivery("d2", "fravaer", "510|2015/16"), False),
        ("510 2014/15 absence other", delivery("d2", "anbringelser", "510"), True),
        ("510 2016-03-01 caseload mean", delivery("d2", "sagstal", "510|2016-03-01"), True),
        ("510 2016-03-01 caseload mean", delivery("d2", "sagstal", "510|2016-09-01"), False),
    ],
)
def test_a_delivery_of_what_the_figure_rests_on(
    tmp_path: Path, cell: str, arrived: DeliveryInForce, is_named: bool
) -> None:
    named = cause(tmp_path, before=(OLD,), after=(OLD, arrived), cell=cell)
    assert named == (("delivery", "d2") if is_named else ("unknown", None))


def test_all_deliveries_that_can_have_changed_it(tmp_path: Path) -> None:
    came = delivery("d3", "anbringelser", "510"), delivery("d2", "cpr_aendringer", "510")
    assert cause(tmp_path, before=(OLD,), after=came) == ("delivery", "d2,d3")


@pytest.mark.parametrize("keeps_scopes", [True, False])
def test_a_delivery_that_nothing_replaced(tmp_path: Path, keeps_scopes: bool) -> None:
    gone = cause(tmp_path, before=(OLD,), keeps_scopes=keeps_scopes)
    assert gone == ("withdrawn_delivery", "d1")


def test_a_delivery_of_others_that_was_withdrawn(tmp_path: Path) -> None:
    before = OLD, delivery("d2", "anbringelser", "665")
    assert cause(tmp_path, before=before, after=(OLD,)) == ("unknown", None)


@pytest.mark.parametrize("keeps_scopes", [True, False])
def test_what_replaced_the_delivery_of_others_is_not_named(
    tmp_path: Path, keeps_scopes: bool
) -> None:
    before = OLD, delivery("d2", "anbringelser", "665")
    after = OLD, delivery("d3", "anbringelser", "665")
    assert cause(tmp_path, before, after, keeps_scopes=keeps_scopes) == ("unknown", None)


def test_another_version_of_the_program(tmp_path: Path) -> None:
    assert cause(tmp_path, (OLD,), (OLD,), code="0.0.1+other") == ("code", None)


@pytest.mark.parametrize(
    ("after", "named"), [((delivery("d2", "anbringelser"),), "d2"), ((), "d1")]
)
def test_delivery_and_version_cannot_be_told_apart(
    tmp_path: Path, after: tuple[DeliveryInForce, ...], named: str
) -> None:
    both = cause(tmp_path, (OLD,), after, code="0.0.1+other")
    assert both == ("delivery_or_code", named)


def test_a_correction_is_not_told_by_the_releases(tmp_path: Path) -> None:
    assert cause(tmp_path, (OLD,), (OLD,)) == ("unknown", None)


def test_the_cause_in_words(tmp_path: Path) -> None:
    story = Story(tmp_path)
    story.release(figures({"510 2016-01-31": (40, 100)}), OLD)
    [row] = story.release(
        figures({"510 2016-01-31": (50, 100)}), delivery("d2", "anbringelser", "510")
    )
    assert row["cause_da"] == "Ny leverance: d2.csv"
    assert row["cause_en"] == "New delivery: d2.csv"


def test_every_cause_is_explained_in_the_documentation() -> None:
    from pipelines.publication.content.descriptions import describe

    text = describe("restatements", ["cause"]).columns["cause"].description
    assert [each.partition(":")[0] for each in text.rstrip(".").split("; ")] == list(CAUSES)


def test_figures_rest_on_sources_that_exist() -> None:
    for figure in load_catalogue():
        assert sources_of(figure) <= set(load_contracts())


def test_a_figure_that_the_catalogue_does_not_know_any_more() -> None:
    assert sources_of("gone") == frozenset()
