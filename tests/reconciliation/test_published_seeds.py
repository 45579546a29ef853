"""The published figures and the notes: all there, in the catalogue's words."""

from __future__ import annotations

from datetime import date

from models.catalogue import load_catalogue
from tests.reconciliation.marts import read_seed

MUNICIPALITIES = {"510": "Haderslev", "657": "Herning", "167": "Hvidovre"}


def test_all_180_cells_of_the_tables_are_there_and_each_once() -> None:
    cells = read_seed("published_tables")
    keys = {(r["area_code"], r["key_figure"], r["breakdown"], r["period"]) for r in cells}
    assert len(cells) == len(keys) == 180
    per_table = {7: 23, 11: 23, 15: 23, 6: 16, 4: 32, 1: 9} | dict.fromkeys(
        (8, 9, 10, 12, 13, 14, 16, 17, 18), 6
    )
    assert {n: sum(r["reference"] == f"Tabel {n}" for r in cells) for n in per_table} == per_table


def test_every_statement_of_the_text_is_there_once() -> None:
    statements = read_seed("published_text")
    keys = {(r["area_code"], r["key_figure"], r["breakdown"], r["period"]) for r in statements}
    assert len(statements) == len(keys) == 62
    assert {r["relation"] for r in statements} == {"=", "~", "<", "<="}
    assert {r["aggregate"] for r in statements} == {"none", "sum", "maximum", "mean"}


def test_published_figures_use_the_words_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    for row in read_seed("published_tables") + read_seed("published_text"):
        figure = catalogue[row["key_figure"]]
        assert row["breakdown"] in figure.breakdowns, row
        assert MUNICIPALITIES[row["area_code"]] == row["area"], row
        # Figure 40 prints children, the catalogue the share of them that left.
        assert row["unit"] == ("count" if row["reference"] == "Figur 40" else figure.unit), row
        assert row["page"], row


def test_the_tolerance_of_a_cell_is_half_a_unit_of_its_last_digit() -> None:
    for row in read_seed("published_tables"):
        decimals = len(row["value"].partition(".")[2])
        assert float(row["tolerance"]) == 0.5 * 10**-decimals, row


def test_notes_are_keyed_to_figures_that_exist_and_say_the_same_everywhere() -> None:
    catalogue = load_catalogue()
    texts: dict[str, tuple[str, str]] = {}
    for row in read_seed("notes"):
        assert row["text_da"]
        assert row["text_en"]
        assert row["key_figure"] in {*catalogue, ""}, row
        if row["key_figure"]:
            assert row["breakdown"] in {*catalogue[row["key_figure"]].breakdowns, "*"}, row
            assert row["area_code"] in {*MUNICIPALITIES, "000", "*"}, row
            assert row["source_page"], row
        bounds = [date.fromisoformat(row[k]) for k in ("period_from", "period_to") if row[k]]
        assert bounds == sorted(bounds), row
        text = (row["text_da"], row["text_en"])
        assert texts.setdefault(row["note_id"], text) == text


def test_the_breaks_that_the_report_names_are_notes() -> None:
    def on(note_id: str) -> set[tuple[str, ...]]:
        keys = ("key_figure", "area_code", "breakdown", "period_from", "period_to")
        return {tuple(r[k] for k in keys) for r in read_seed("notes") if r["note_id"] == note_id}

    assert on("herning_siblings_partly") == {
        ("home_based_per_1000", "657", "*", "2016-05-31", "2016-05-31")
    }
    assert on("hvidovre_registration_may_2016") == {
        ("preventive_per_1000", "167", "*", "2016-05-31", "")
    }
    assert {key[0] for key in on("expected_accounts_2017")} == {
        "expenditure",
        "additional_expenditure",
        "expenditure_share",
    }
    assert on("different_base_periods") == {("additional_expenditure", "*", "*", "", "")}
