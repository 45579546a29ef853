"""The pages: whole, closed to the network, and with the release's numbers."""

from __future__ import annotations

import filecmp
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipelines.report.build import build_report
from pipelines.report.figures import every
from pipelines.report.marts import Marts
from pipelines.report.pages.site import write_pages
from pipelines.report.report import Report
from pipelines.report.tables import every_table
from tests.report.changed import changed, warned

PAGES = ("index", "figurer", "tabeller", "noter", "kontrol", "kommune-657")


class Page(HTMLParser):
    """What a page refers to, the ids in it, and its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.refers: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self.words = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.refers += [found[name] or "" for name in ("href", "src") if name in found]
        if found.get("id"):
            self.ids.append(found["id"] or "")
        if tag == "html":
            self.language = found["lang"] or ""

    def handle_data(self, data: str) -> None:
        self.words += data


def pages(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


def test_every_page_is_there_in_both_languages(report: Path) -> None:
    for name in PAGES:
        assert Page(report / f"{name}.html").language == "da"
        assert Page(report / "en" / f"{name}.html").language == "en"


def test_every_link_leads_somewhere_in_the_report(report: Path) -> None:
    for path in pages(report):
        page = Page(path)
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.refers:
            place, _, anchor = link.partition("#")
            target = (path.parent / unquote(place)).resolve() if place else path
            assert target.is_relative_to(report.resolve()) or target == path
            assert target.is_file(), (path, link)
            if anchor:
                assert anchor in Page(target).ids, (path, link)


def test_nothing_is_asked_of_a_network(report: Path) -> None:
    for path in report.rglob("*"):
        if path.suffix in (".html", ".css", ".svg"):
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
            assert not re.search(r"https?:|//\w|@import|<script|javascript:", text), path


def test_a_municipality_has_its_figures_and_tables_and_no_others(
    report: Path, marts: Marts
) -> None:
    ids = Page(report / "kommune-657.html").ids
    wanted = {each.name for each in every(marts) if each.area == "Herning"}
    wanted |= {each.name for each in every_table(marts) if each.area == "Herning"}
    assert wanted and {found for found in ids if f"{found}-title" in ids} == wanted


def test_the_control_shows_every_published_cell(report: Path, marts: Marts) -> None:
    rows = marts.rows("reconciliation")
    text = (report / "kontrol.html").read_text(encoding="utf-8")
    assert text.count("<tr><th") == len(rows) + 1 == 243
    assert Page(report / "kontrol.html").words.count("stemmer") >= sum(
        row["state"] == "match" for row in rows
    )


def test_how_a_number_is_made_leads_to_its_query_and_deliveries(report: Path) -> None:
    page = Page(report / "saadan-er-tallet-regnet" / "placed_per_1000.html")
    assert "ref('core_placed_on_cut_date')" in page.words
    assert re.search(r"anbringelser/\S+\.csv.*[0-9a-f]{64}", page.words, re.S)


def test_words_of_a_release_are_no_markup(marts: Marts, tmp_path: Path) -> None:
    """The name of an area, or a note, cannot become a part of the page."""
    bold = changed(marts, "placed_per_1000", {"area": "<b>Herning</b> & co."})
    write_pages([Report(bold, "da")], tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "<b>" not in text and "&lt;b&gt;Herning&lt;/b&gt; &amp; co." in text


def test_every_page_warns(report: Path, marts: Marts, tmp_path: Path) -> None:
    """Of invented persons, or of small counts that a policy does not hide."""
    for path in pages(report):
        said = marts.warning("en" if path.is_relative_to(report / "en") else "da")
        assert "opdigtede" in said or "invented" in said
        assert said in Page(path).words
    write_pages([Report(warned(marts, ""), "da")], tmp_path)
    assert "opdigtede" not in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_no_small_count_is_told(number: int, report: Path) -> None:
    """``n of N``: neither in a page nor in a picture is n or N of few."""
    for path in report.rglob("*"):
        if path.suffix in (".html", ".svg"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(rf"\b{number} (af|of) \d|\d (af|of) {number}\b(?![.,]\d)", text)
            assert not re.search(rf"N ?= ?{number}\b(?![.,]\d)", text), path


def test_the_same_release_gives_the_same_bytes(report: Path, release: Path, tmp_path: Path) -> None:
    build_report(release, tmp_path, 1)
    once = {path.relative_to(report) for path in report.rglob("*") if path.is_file()}
    again = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {"data", "datapackage.json", "manifest.json", "noegletal.duckdb"}
    assert {name.parts[0] for name in once - again} == {*kept, "README.md", "LÆSMIG.md"}
    assert len(again) > 500
    for name in again:
        assert filecmp.cmp(report / name, tmp_path / name, shallow=False), name
