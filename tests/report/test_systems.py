"""The other systems' key figures are shown as tables, all of them, as the release has them."""

from pathlib import Path

from models.catalogue import EVALUATION, load_catalogue
from models.charts import load_tables_of_systems
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import SIGNS
from pipelines.report.tables import tables_of_systems

# Answers to the questionnaire have marts of their own.
IN_OTHER_MARTS = {"survey_positive_share"}


def test_every_key_figure_of_the_other_systems_has_a_table() -> None:
    of_systems = {f.id for f in load_catalogue().values() if f.system != EVALUATION}
    assert {f.key_figure for f in load_tables_of_systems().values()} == of_systems - IN_OTHER_MARTS


def test_a_table_shows_every_breakdown_that_the_release_has(marts: Marts) -> None:
    for family in load_tables_of_systems().values():
        there = {row["breakdown"] for row in marts.key_figure(family.key_figure)}
        assert {series.breakdown for series in family.series_in(there)} == there, family.id


def test_a_series_that_stands_for_several_names_each() -> None:
    duration = load_tables_of_systems()["placement_duration"]
    found = duration.series_in({"foster/median", "total/median", "total/children"})
    assert [series.label.da for series in found] == [
        "Alle, median",
        "Alle, børn",
        "Familiepleje, median",
    ]
    saving = load_tables_of_systems()["net_saving"].series_in({"herningmodellen/planned"})
    assert [series.label.en for series in saving] == ["Herningmodellen, planned"]


def test_what_is_shown_is_what_the_release_has(marts: Marts) -> None:
    shown = tables_of_systems(marts, Area("657", "Herning", "municipality"))
    cells = {
        (table.family.key_figure, cell.area_code, cell.period, cell.breakdown): cell
        for tables in shown.values()
        for table in tables
        for cell in table.cells
    }
    of_herning = {
        (row["key_figure"], row["area_code"], row["period"], row["breakdown"]): row
        for family in load_tables_of_systems().values()
        for row in marts.key_figure(family.key_figure)
        if row["area_code"].startswith("657")
    }
    assert cells.keys() == of_herning.keys()
    for key, cell in cells.items():
        assert cell.value == of_herning[key]["value"], key
        assert cell.value is not None or cell.label in SIGNS.values(), key
    # The two groups of districts stand in one table, with their names.
    assert {code for _, code, _, _ in cells} == {"657", "657.trial", "657.comparison"}


def test_pages_hold_them_under_their_system(report: Path) -> None:
    page = (report / "systemer-657.html").read_text(encoding="utf-8")
    assert page.index("Sverigesprojektet)") < page.index("Herning, forsøgsdistrikter, Institution")
    assert 'href="systemer-657.html"' in (report / "kommune-657.html").read_text(encoding="utf-8")
    # Hedensted has answers and prices only, and no page of its own.
    assert (report / "systemer-766.html").exists() and not (report / "kommune-766.html").exists()
