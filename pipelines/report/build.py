"""The report: figures, workbooks and pages, from the files of a release and nothing else."""

from __future__ import annotations

import logging
from collections.abc import Sequence, Set
from itertools import chain
from pathlib import Path

from pipelines.report.files import write_figure
from pipelines.report.marts import Marts
from pipelines.report.numbers import LANGUAGES, Language
from pipelines.report.pages.site import write_pages
from pipelines.report.printed import write_printed
from pipelines.report.report import Report
from pipelines.report.workbook import write_workbooks

LOG = logging.getLogger("noegletal.report")
# Progress is told so often.
_FIGURES_A_LINE = 20


def build_report(
    release: Path,
    folder: Path,
    number: int,
    *,
    languages: Sequence[Language] = LANGUAGES,
    only: Set[str] = frozenset(),
) -> None:
    """Write the report of the release in ``release`` into a folder, which may be the release's own.

    ``only`` are the codes of the municipalities that it is of, all when there are none. The same
    release gives the same bytes.
    """
    marts = Marts(release, number)
    reports = [Report(marts, language, only) for language in languages]
    _draw(reports, folder)
    for report in reports:
        write_workbooks(report, folder)
        for area in report.municipalities:
            LOG.info("Printing %s (%s)", area.name, report.language)
            write_printed(report, folder, area)
    LOG.info("Writing pages")
    write_pages(reports, folder)


def add_report(release: Path, number: int) -> None:
    """Write the report of a release into its own folder."""
    build_report(release, release, number)


def _draw(reports: Sequence[Report], folder: Path) -> None:
    figures = [
        (report, figure)
        for report in reports
        for figure in chain(report.figures, *report.comparisons.values())
    ]
    for place, (report, figure) in enumerate(figures, start=1):
        write_figure(figure, report.picture(figure), folder)
        if place % _FIGURES_A_LINE == 0 or place == len(figures):
            LOG.info("%s of %s figures are drawn", place, len(figures))
