"""The printed report of a municipality says all of it, nothing of others, and obeys no text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typst

from models.charts import load_charts, load_tables
from pipelines.report.figures.cells import cells_of
from pipelines.report.figures.totals import over_the_period
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import LEGEND, Language
from pipelines.report.printed import write_printed
from pipelines.report.printed.content import content_of
from pipelines.report.printed.document import TEMPLATE, prepare
from pipelines.report.printed.outlines import outlined
from pipelines.report.report import Report
from tests.report.changed import warned
from tests.report.printed_release import EVIL, MARKUP, NOTE, OTHER, release


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Marts:
    return release(tmp_path_factory.mktemp("release"))


def test_two_builds_are_the_same_bytes(marts: Marts, tmp_path: Path) -> None:
    found = []
    for name in ("one", "a-folder-of-another-name"):
        (tmp_path / name).mkdir()
        again = Marts(marts.folder, marts.release)
        path = write_printed(_report(again, "da"), tmp_path / name, EVIL)
        found.append((path.name, path.read_bytes()))
    assert found[0] == found[1]
    assert found[0][0] == "rapport-510.pdf"


@pytest.mark.parametrize(
    ("language", "name", "title"),
    [
        ("da", "rapport-167.pdf", "Hvidovre Kommune – Nøgletal, økonomi og trivsel"),
        ("en", "rapport-167.en.pdf", "Hvidovre municipality – Key figures, economy and wellbeing"),
    ],
)
def test_it_says_its_language_its_title_and_its_standard(
    marts: Marts, tmp_path: Path, language: Language, name: str, title: str
) -> None:
    path = write_printed(_report(marts, language), tmp_path, OTHER)
    assert path == tmp_path / name
    written = path.read_bytes()
    assert f"/Lang({language})".encode() in written
    assert f'xml:lang="x-default">{title}<'.encode() in written
    assert b"<pdfuaid:part>1</pdfuaid:part>" in written
    assert b"/CreationDate(D:20171031000000" in written


def test_every_shown_value_and_no_one_elses(marts: Marts) -> None:
    data = content_of(_report(marts, "da"), EVIL).data
    own, others, printed = _shown(marts, EVIL), _shown(marts, OTHER), _texts(data)
    assert len(own) > 15
    assert not own & others
    assert own <= printed
    assert not others & printed
    assert {"[c]", ".."} <= printed


def test_every_figure_has_all_that_must_stand_beside_it(marts: Marts) -> None:
    content = content_of(_report(marts, "en"), OTHER)
    numbers = [figure["title"].split(".")[0] for figure in content.data["figures"]]
    assert numbers[:3] == ["Figure 35", "Figure 37", "Figure 40"]
    for figure in content.data["figures"]:
        assert all(figure[part] for part in ("title", "unit", "alt", "notes", "source"))
        assert set(figure["pictures"]) <= set(content.pictures)


def test_a_tile_names_its_figure_only_where_that_is_printed(marts: Marts) -> None:
    tiles = content_of(_report(marts, "da"), EVIL).data["tiles"]
    assert [tile["figure"] for tile in tiles] == ["Figur 35", "Figur 39", "", "", "", "Figur 51"]


def test_what_nobody_may_overlook(marts: Marts) -> None:
    assert content_of(Report(warned(marts, "Pas på"), "da"), OTHER).data["warning"] == "Pas på"
    assert not content_of(_report(marts, "da"), OTHER).data["warning"]


def test_what_looks_like_markup_is_printed_as_it_is(marts: Marts, tmp_path: Path) -> None:
    prepare(content_of(_report(marts, "da"), EVIL), tmp_path)
    headings = " ".join(_said(each) for each in _query(tmp_path, "heading.where(level: 2)"))
    assert f"Anbragte fordelt på anbringelsesformer – {EVIL.name}" in headings
    assert MARKUP in headings
    figures = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["figures"]
    assert all(NOTE in figure["notes"] for figure in figures)
    assert MARKUP in " ".join(str(each["alt"]) for each in _query(tmp_path, "image"))


def test_a_picture_needs_no_font(marts: Marts) -> None:
    for drawn in content_of(_report(marts, "da"), EVIL).pictures.values():
        assert "<text" in drawn
        assert not re.search(rb"<text|font-family", outlined(drawn))


def _report(marts: Marts, language: Language) -> Report:
    return Report(marts, language)


def _shown(marts: Marts, area: Area) -> set[str]:
    """Every number of an area that a figure or a table shows; no sign."""
    found = set()
    for family in (*load_charts().values(), *load_tables().values()):
        cells = cells_of(marts, family, (area.code,), "da")
        if family.drawing in ("totals", "flow"):
            cells = over_the_period(cells, "da")
        found |= {cell.label for cell in cells}
    return found - set(LEGEND)


def _query(root: Path, selector: str) -> list[dict[str, Any]]:
    document = str(root / TEMPLATE.name)
    found: list[dict[str, Any]] = json.loads(
        typst.query(document, selector, root=str(root), ignore_system_fonts=True)
    )
    return found


def _said(element: dict[str, Any]) -> str:
    return str(element["body"]["text"])


def _texts(data: dict[str, Any]) -> set[str]:
    """Every number in a table of the report."""
    return {
        text
        for table in (*data["tables"], *data["numbers"])
        for part in table["parts"]
        for line in part["lines"]
        for text in line["texts"]
    }
