"""Where an asset leads: to pages of the web interface (``pipelines.web.pages``), and beyond.

A link is a path without a machine, so that it works wherever the interface is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dagster import MetadataValue

from models.catalogue import load_catalogue
from pipelines.assets.definition import report_places, short_definition

# Dagster has no page of this name, and never will.
PAGES = "/noegletal"
CHECKS_PAGE = f"{PAGES}/checks"
RELEASE_PAGE = f"{PAGES}/release"
CATALOGUE_PAGE = f"{PAGES}/key_figures"
# The publisher's page of the report, which has the PDF; its ISBN is in CITATION.cff.
REPORT = (
    "https://www.sbst.dk/udgivelser/2018/"
    "evaluering-af-omlaegning-af-indsatsen-for-udsatte-boern-og-unge"
)


def definition_page(key_figure: str) -> str:
    """The record of the catalogue as a page."""
    return f"{CATALOGUE_PAGE}/{key_figure}"


def release_table(key_figure: str) -> str:
    """All cells of a key figure in the release that readers have, small counts hidden."""
    return f"{RELEASE_PAGE}/key_figures/{key_figure}"


def documentation_page(file: str) -> str:
    """A page of the documentation; ``file`` is named from ``docs/``."""
    return f"{PAGES}/docs/{file}"


def key_figure_links(key_figure: str) -> Mapping[str, Any]:
    """What the asset that counts a key figure leads to; empty for what is no key figure."""
    figure = load_catalogue().get(key_figure)
    if figure is None:
        return {}
    return {
        "definition": MetadataValue.url(definition_page(key_figure)),
        "newest_release": MetadataValue.url(release_table(key_figure)),
        "report_2018": MetadataValue.url(REPORT),
        "place_in_report": MetadataValue.text(report_places(figure)),
    }


def key_figure_text(key_figure: str) -> str:
    """The definition with its links, for the asset's description; empty for no key figure."""
    figure = load_catalogue().get(key_figure)
    if figure is None:
        return ""
    links = (
        f"[Definition]({definition_page(key_figure)})",
        f"[newest release]({release_table(key_figure)})",
        f"[report of 2018]({REPORT}), {report_places(figure)}",
    )
    return f"{' · '.join(links)}\n\n{short_definition(figure)}"


def mart_links(mart: str) -> Mapping[str, Any]:
    """What a mart leads to: how to see its rows, which are in no page and no log of Dagster's."""
    links: dict[str, Any] = {"rows": f'noegletal query "from {mart}" --unprotected'}
    if mart == "key_figures":
        links["definitions"] = MetadataValue.url(CATALOGUE_PAGE)
    if mart in ("published_figures", "reconciliation"):
        links["report_2018"] = MetadataValue.url(REPORT)
    return links


def source_links(source: str) -> Mapping[str, Any]:
    """What the asset of a source leads to: what must be delivered, and what the checks found."""
    return {
        "contract": MetadataValue.url(documentation_page(f"sources/{source}.md")),
        "checks_page": MetadataValue.url(CHECKS_PAGE),
    }
