"""Every generated file with the text that it ought to have, and the writing of them."""

from __future__ import annotations

from pathlib import Path

from models.contract import load_contracts
from pipelines.documentation.dbt_sources import dbt_sources
from pipelines.documentation.index_page import index_page
from pipelines.documentation.privacy_page import privacy_page
from pipelines.documentation.source_page import source_page
from pipelines.home import CHECKOUT

DBT_SOURCES = Path("dbt_project/models/staging/_sources.yml")
PAGES = Path("docs/sources")
PRIVACY = Path("docs/privatliv.md")


def generated_files() -> dict[Path, str]:
    """The text of each generated file by its path in the checkout."""
    contracts = load_contracts()
    pages = {PAGES / f"{name}.md": source_page(contract) for name, contract in contracts.items()}
    return {
        DBT_SOURCES: dbt_sources(contracts),
        PAGES / "README.md": index_page(contracts),
        PRIVACY: privacy_page(contracts),
        **pages,
    }


def write_files(checkout: Path = CHECKOUT) -> None:
    """Write them all, and remove the pages of sources that are no more."""
    texts = generated_files()
    for path, text in texts.items():
        (checkout / path).parent.mkdir(parents=True, exist_ok=True)
        (checkout / path).write_text(text, encoding="utf-8")
    for page in (checkout / PAGES).glob("*.md"):
        if PAGES / page.name not in texts:
            page.unlink()
