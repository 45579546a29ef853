"""The catalogue of key figures as pages: what each is, in words, and where it leads on."""

from __future__ import annotations

from models.catalogue import KeyFigure, load_catalogue
from pipelines.assets import links
from pipelines.assets.definition import definition, report_places
from pipelines.home import Home
from pipelines.web.pages.layout import NoSuchPageError, html_page, markdown


def catalogue_page(_home: Home, _name: str) -> str:
    """All key figures in the report's order."""
    rows = "\n".join(
        f"| [{figure.label.en}]({links.definition_page(figure.id)}) | {figure.label.da} "
        f"| {report_places(figure)} | [cells]({links.release_table(figure.id)}) |"
        for figure in load_catalogue().values()
    )
    head = "| Key figure | Nøgletal | Report of 2018 | Newest release |\n|---|---|---|---|\n"
    return html_page("Key figures", [markdown(head + rows)])


def definition_page(_home: Home, name: str) -> str:
    """One of them."""
    figure = figure_of(name)
    return html_page(figure.label.en, [markdown(definition(figure)), markdown(_onwards(figure))])


def figure_of(name: str) -> KeyFigure:
    """The key figure of that id; ``NoSuchPageError`` when there is none."""
    figure = load_catalogue().get(name)
    if figure is None:
        raise NoSuchPageError(
            f"There is no key figure {name}. They are listed at {links.CATALOGUE_PAGE}."
        )
    return figure


def _onwards(figure: KeyFigure) -> str:
    sources = ", ".join(
        f"[{source}]({links.documentation_page(f'sources/{source}.md')}) "
        f"([its deliveries](/assets/raw/{source}))"
        for source in figure.needs
    )
    return (
        f"## Where to look on\n\n"
        f"- [All cells in the newest release]({links.release_table(figure.id)}), and those of the "
        "report beside them\n"
        f"- Its sources: {sources}\n"
        f"- [Where it is counted](/assets/core/kf_{figure.id}), and what from\n"
        f"- [How doubtful words of the report were read]({links.documentation_page('method.md')})\n"
        f"- [The report of 2018]({links.REPORT}), {report_places(figure)}\n"
    )
