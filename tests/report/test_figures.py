"""The figures: every label that is drawn is the mart's, and nothing is drawn that is hidden."""

from __future__ import annotations

import csv
import re

import pytest

from models.charts import load_charts, numbered
from pipelines.home import DBT_PROJECT
from pipelines.report.drawing import labels, png, specification, svg
from pipelines.report.figures import Figure, NoSuchFigureError, draw, every, figure
from pipelines.report.figures.theme import COLOURS
from pipelines.report.marts import Marts
from pipelines.report.numbers import LANGUAGES, MINUS
from tests.report.changed import changed

NOT_IN_THE_DEMO = {36}  # the country
NUMBERS = sorted(set(numbered(load_charts())) - NOT_IN_THE_DEMO)
SUMMED = {40, 44}  # over the whole period: their cells are no row of the mart


def number_of(label: str) -> float | None:
    """The number that a drawn label begins with; None where it is a sign or words."""
    found = re.match(rf"([+{MINUS}]?\d[\d.]*(?:,\d+)?)[*]?(?: |$)", label)
    if found is None:
        return None
    return float(found[1].replace(".", "").replace(",", ".").replace(MINUS, "-"))


def test_the_report_numbers_them_without_a_gap() -> None:
    assert list(numbered(load_charts())) == list(range(35, 72))


@pytest.mark.parametrize("wanted", sorted(set(NUMBERS) - SUMMED))
def test_every_value_is_drawn_as_the_mart_has_it(wanted: int, marts: Marts) -> None:
    drawn = figure(wanted, marts)
    family = drawn.family
    in_mart = {
        (row["area_code"], row["period"], row["breakdown"]): row["value"]
        for row in marts.key_figure(family.key_figure)
    }
    assert drawn.cells
    for cell in drawn.cells:
        value = in_mart[cell.area_code, cell.period, cell.breakdown]
        if value is None:
            assert number_of(cell.label) is None
        else:
            printed = number_of(cell.label)
            assert printed is not None
            assert abs(printed - value / family.divisor) <= 0.5000001 * 10**-family.decimals
    texts = labels(drawn)
    if family.drawing == "stacked_shares":
        whole = _whole_periods(drawn)
        wanted_texts = {c.label for c in drawn.cells if c.period in whole and (c.value or 0) > 5}
    elif family.drawing == "lines" and family.is_of_all:
        last = {cell.area: cell for cell in drawn.cells if cell.value is not None}
        wanted_texts = {f"{area} {cell.label}" for area, cell in last.items()}
    elif family.drawing == "lines":
        wanted_texts = {cell.label for cell in drawn.cells if cell.value is not None}
    else:
        wanted_texts = {c.label for c in drawn.cells if c.value is None or abs(c.value) > 10}
    for text in wanted_texts:
        assert any(found == text or found.startswith(f"{text} ") for found in texts), text


def _whole_periods(drawn: Figure) -> set[str]:
    hidden = {cell.period for cell in drawn.cells if cell.value is None}
    return {cell.period for cell in drawn.cells} - hidden


def test_a_sum_over_the_period_is_that_of_its_counts_or_hidden(marts: Marts) -> None:
    with_all = changed(marts, "institution_exits", {"status": "ok", "numerator": 7.0})
    found = draw(load_charts()["institution_exits_in_all"], "all", with_all)
    dates = {row["period"] for row in marts.key_figure("institution_exits")}
    assert {cell.value for cell in found.cells} == {7.0 * len(dates)}
    one_hidden = changed(
        with_all, "institution_exits", {"status": "suppressed", "numerator": None},
        lambda row: row["area"] == "Herning" and row["period"] == max(dates),
    )  # fmt: skip
    shown = {
        cell.area: cell.label
        for cell in draw(load_charts()["institution_exits_in_all"], "all", one_hidden).cells
    }
    assert shown["Herning"] == "[c]" and shown["Hvidovre"] == str(7 * len(dates))
    flow = svg(draw(load_charts()["institution_movements"], "all", one_hidden))
    assert flow.count("<path") == 2 * (len(shown) - 1)  # two ways out, and Herning's are hidden


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_what_must_stand_beside_it(marts: Marts, language: str) -> None:
    figures = every(marts, "da" if language == "da" else "en")
    assert {each.number for each in figures} >= set(NUMBERS)
    for each in figures:
        assert all((each.title, each.axis, each.source, each.alt)), each.name
        assert each.release == marts.release
        assert set(each.notes) == {note for cell in each.cells for note in cell.note_ids}
        if each.chart is not None:
            assert each.chart.to_dict(validate=True) == specification(each)
        drawn = svg(each)
        assert drawn.count('role="img"') == 1 and drawn.count("aria-label") == 1
        assert "http" not in drawn.replace("http://www.w3.org/", "")


def test_pictures_are_the_same_bytes_again(marts: Marts) -> None:
    for wanted in (35, 38, 44, 49, 51):
        once, again = svg(figure(wanted, marts)), svg(figure(wanted, marts))
        assert once == again and png(once) == png(again)


def test_a_line_is_cut_at_a_break_and_a_gap(marts: Marts) -> None:
    preventive = load_charts()["preventive"]
    unbroken = draw(preventive, "510", marts)
    broken = draw(preventive, "167", marts)
    assert marts.breaks("preventive_per_1000", "167") and not marts.breaks("x", "167")
    assert _lines(unbroken) == 1 and _lines(broken) == 2
    middle = sorted({row["period"] for row in marts.key_figure("preventive_per_1000")})[4]
    hidden = changed(
        marts, "preventive_per_1000", {"value": None, "status": "suppressed"},
        lambda row: row["period"] == middle,
    )  # fmt: skip
    assert _lines(draw(preventive, "510", hidden)) == 2


def _lines(drawn: Figure) -> int:
    """How many unbroken lines are drawn: a path of two points at least for each."""
    drawn_lines = re.findall(r'class="mark-line[^"]*"[^>]*>(.*?)</g>', svg(drawn), re.S)
    paths = re.findall(r'd="([^"]*)"', " ".join(drawn_lines))
    return sum("L" in path for path in paths)


def test_shares_of_a_column_are_drawn_all_or_none(marts: Marts) -> None:
    pattern = load_charts()["placement_pattern"]
    last = max(row["period"] for row in marts.key_figure("placement_share"))
    hidden = changed(
        marts, "placement_share", {"value": None, "status": "suppressed"},
        lambda row: row["period"] == last and row["breakdown"] == "network",
    )  # fmt: skip
    before, after = draw(pattern, "167", marts), draw(pattern, "167", hidden)
    assert labels(after).count("[c]") == labels(before).count("[c]") + 1
    institution = next(
        c.label for c in before.cells if c.period == last and c.breakdown == "institution"
    )
    assert labels(after).count(institution) < labels(before).count(institution)


def test_too_many_for_one_figure_leave_those_of_the_report(marts: Marts) -> None:
    """A figure of all shows eight at most; one more, and it shows the report's own."""
    rows = [row for row in marts.key_figure("placed_per_1000") if row["area"] == "Herning"]
    for many, wanted in ((8, 8), (9, 1)):
        others = [
            row | {"area_code": str(code), "area": f"Nr. {code}"}
            for code in range(801, 800 + many)
            for row in rows
        ]
        crowded = Marts(marts.folder, marts.release)
        crowded._read = {"key_figures": rows + others}
        assert len({cell.area for cell in figure(35, crowded).cells}) == wanted


def test_the_country_has_the_figure_that_the_report_numbers(marts: Marts) -> None:
    country = changed(
        marts, "placement_share", {"area_code": "000", "area": "Hele landet"},
        lambda row: row["area"] == "Herning",
    )  # fmt: skip
    assert figure(36, country).title.endswith("Hele landet")
    assert 36 in {each.number for each in every(country)}


def test_an_unknown_figure_is_told_with_those_there_are(marts: Marts) -> None:
    with pytest.raises(NoSuchFigureError, match="35 to 71"):
        figure(34, marts)
    with pytest.raises(NoSuchFigureError, match="placement_share of area 000"):
        figure(36, marts)


def test_every_colour_is_known() -> None:
    colours = {series.colour for family in load_charts().values() for series in family.series}
    assert colours <= COLOURS.keys()


def test_the_base_period_of_each_post_is_the_one_it_is_computed_with() -> None:
    with (DBT_PROJECT / "seeds" / "base_years.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    years = {row["breakdown"]: f"{row['first_year']}-{row['last_year']}" for row in rows}
    for series in load_charts()["additional_expenditure"].series:
        for label in (series.label.da, series.label.en):
            assert years[series.breakdown] in label


def test_the_sum_of_a_column_is_provisional_where_a_part_is(marts: Marts) -> None:
    drawn = figure(48, marts)
    last = {cell.breakdown: cell for cell in drawn.cells if cell.period == "2017"}
    assert all(cell.is_provisional for cell in last.values())
    total = sum(cell.value or 0 for cell in last.values())
    assert f"{total:.1f}".replace(".", ",") + "*" in labels(drawn)


def test_an_axis_without_values_has_no_numbers(marts: Marts) -> None:
    hidden = changed(marts, "preventive_per_1000", {"status": "suppressed", "value": None})
    drawn = draw(load_charts()["preventive"], "657", hidden)
    assert not [text for text in labels(drawn) if number_of(text) is not None]
