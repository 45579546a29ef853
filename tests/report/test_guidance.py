"""What surrounds the figures: files and their columns, words, and what releases have changed."""

import csv
from datetime import date
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from models.glossary import load_glossary
from pipelines.report.marts import Marts
from pipelines.report.pages.guidance import Change, changed, guides


def test_every_table_of_the_release_is_described_with_all_its_columns(
    release: Path, marts: Marts
) -> None:
    with (release / "data" / "dictionary.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    # What a spreadsheet would take for a formula has a quote before it.
    described = {(row["table"], row["column"]): row["description"].lstrip("'") for row in rows}
    found = {(guide.name, ""): guide.description for guide in guides(marts)}
    for guide in guides(marts):
        found |= {(guide.name, column.name): column.description for column in guide.columns}
    assert found == described
    figures = next(guide for guide in guides(marts) if guide.name == "key_figures")
    assert figures.rows == len(marts.rows("key_figures"))


def test_the_page_leads_to_every_file_and_back(report: Path, marts: Marts) -> None:
    page = (report / "data.html").read_text(encoding="utf-8")
    for guide in guides(marts):
        for file in (f"{guide.name}.parquet", f"{guide.name}.csv", f"excel/{guide.name}.csv"):
            assert f'href="data/{file}"' in page and (report / "data" / file).exists()


def test_what_releases_changed_is_told_newest_first_with_its_cause(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    parquet.write_table(
        pa.Table.from_pylist(
            [
                _restated(2, "2016-05-31", "Herning", "ny leverance a.csv"),
                _restated(3, "2017-01-31", "Herning", "ny leverance b.csv"),
                _restated(3, "2016-09-30", "Herning", "ny leverance b.csv"),
                _restated(3, "2016-09-30", "Haderslev", "ny leverance b.csv"),
            ]
        ),
        tmp_path / "data" / "restatements.parquet",
    )
    label = "Anbragte børn og unge pr. 1.000 0-17-årige"
    figure = ("placed_per_1000", label)
    assert changed(Marts(tmp_path, 3), "da") == [
        Change(3, *figure, "Haderslev", "ny leverance b.csv", ("2016-09-30",), 1),
        Change(3, *figure, "Herning", "ny leverance b.csv", ("2016-09-30", "2017-01-31"), 2),
        Change(2, *figure, "Herning", "ny leverance a.csv", ("2016-05-31",), 1),
    ]


def test_a_first_release_has_changed_nothing(report: Path) -> None:
    assert "Ingen tal er ændret" in (report / "aendringer.html").read_text(encoding="utf-8")


def test_the_glossary_is_on_its_page_in_both_languages(report: Path) -> None:
    for folder, word in ((report, "da"), (report / "en", "en")):
        page = (folder / "ordliste.html").read_text(encoding="utf-8")
        for each in load_glossary():
            assert f"<dt>{getattr(each.term, word)}</dt>" in page


def _restated(release: int, period: str, area: str, cause: str) -> dict[str, object]:
    return {
        "release": release,
        "key_figure": "placed_per_1000",
        "area": area,
        "period": period,
        "period_end": date.fromisoformat(period),
        "cause_da": cause,
    }
