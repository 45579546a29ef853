"""Every key figure's asset says what it is, and leads to its definition, report and release."""

from __future__ import annotations

import pytest
from dagster import AssetKey, UrlMetadataValue
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

from models.catalogue import EVALUATION, KeyFigure, load_catalogue
from models.contract import load_contracts
from pipelines.assets.definition import definition, report_places
from pipelines.assets.links import REPORT, key_figure_links, key_figure_text, source_links
from pipelines.definitions import build_definitions
from pipelines.home import CHECKOUT, Home
from pipelines.publication.release_asset import RELEASE_KEY

FIGURES = load_catalogue()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> AssetGraph:
    home = Home(tmp_path_factory.mktemp("home"))
    return build_definitions(home).resolve_asset_graph()


@pytest.mark.parametrize("figure", FIGURES)
def test_a_key_figure_leads_on(figure: str) -> None:
    links = {
        name: value.value
        for name, value in key_figure_links(figure).items()
        if isinstance(value, UrlMetadataValue)
    }
    assert links == {
        "definition": f"/noegletal/key_figures/{figure}",
        "newest_release": f"/noegletal/release/key_figures/{figure}",
        "report_2018": REPORT,
    }
    assert all(link in key_figure_text(figure) for link in links.values())


@pytest.mark.parametrize("record", FIGURES.values(), ids=lambda record: record.id)
def test_a_definition_says_in_both_languages_what_is_counted(record: KeyFigure) -> None:
    text = definition(record)
    for label in (record.label, record.numerator, record.denominator):
        assert label is None or (label.da in text and label.en in text)
    folder = "" if record.system == EVALUATION else f"{record.system}/"
    query = f"dbt_project/models/core/key_figures/{folder}kf_{record.id}.sql"
    assert query in text
    assert (CHECKOUT / query).is_file()


def test_an_interval_is_named_after_its_method() -> None:
    assert "Byar's, of a rate" in definition(FIGURES["placed_per_1000"])
    assert "Wilson's, of a share" in definition(FIGURES["placement_share"])
    assert "Student's t, of a mean" in definition(FIGURES["caseload"])
    assert "Interval" not in definition(FIGURES["expenditure"])


def test_the_report_is_named_with_its_pages() -> None:
    assert report_places(FIGURES["placed_per_1000"]) == "Figur 35 (p. 80)"
    assert report_places(FIGURES["home_based_per_1000"]) == (
        "Figur 45, 54, 63; Tabel 7, 11, 15 (p. 88-89, 99-100, 111-112)"
    )
    assert report_places(FIGURES["survey_answer_share"]) == "Figur 7-34"  # no numbers printed


def test_what_is_no_key_figure_leads_nowhere() -> None:
    assert key_figure_links("gone") == {}
    assert key_figure_text("gone") == ""


def test_the_assets_carry_their_links(graph: AssetGraph) -> None:
    """And none of them names a machine or a folder of one."""
    for figure in FIGURES:
        asset = graph.get(AssetKey(["core", f"kf_{figure}"]))
        assert key_figure_links(figure).items() <= asset.metadata.items()
        assert key_figure_text(figure) in str(asset.description)
        assert not str(asset.description).startswith("\n")  # its own sentence stands first
    for source in load_contracts():
        asset = graph.get(AssetKey(["raw", source]))
        assert source_links(source).items() <= asset.metadata.items()
    release = graph.get(RELEASE_KEY).metadata
    assert release["what_readers_have"] == UrlMetadataValue("/noegletal/release")
    addresses = [
        value.value
        for key in graph.materializable_asset_keys
        for value in graph.get(key).metadata.values()
        if isinstance(value, UrlMetadataValue)
    ]
    assert len(addresses) > 3 * len(FIGURES)
    assert all(link == REPORT or link.startswith("/noegletal/") for link in addresses)


def test_every_check_of_dbt_with_a_sentence_of_its_own_says_it(graph: AssetGraph) -> None:
    specs = {key.name: graph.get(key).description for key in graph.asset_check_keys}
    for path in (CHECKOUT / "dbt_project" / "tests").rglob("*.sql"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("-- ")
        assert str(specs[path.stem]).startswith(first.removeprefix("-- ").strip()), path
