"""The report: figures, workbooks and pages, from the files of a release and nothing else."""

from __future__ import annotations

import logging
from pathlib import Path

from pipelines.report.figures import every
from pipelines.report.files import write_figure
from pipelines.report.marts import Marts
from pipelines.report.numbers import LANGUAGES
from pipelines.report.pages.site import municipalities, write_pages
from pipelines.report.printed import write_printed
from pipelines.report.workbook import write_workbooks

LOG = logging.getLogger("noegletal.report")
# Progress is told so often.
_FIGURES_A_LINE = 20


def build_report(release: Path, folder: Path, number: int, *, is_demonstration: bool) -> None:
    """Write the report of the release in ``release`` into an empty folder.

    The same release gives the same bytes.
    """
    marts = Marts(release, number)
    figures = [figure for language in LANGUAGES for figure in every(marts, language)]
    for place, figure in enumerate(figures, start=1):
        write_figure(figure, folder)
        if place % _FIGURES_A_LINE == 0 or place == len(figures):
            LOG.info("%s of %s figures are drawn", place, len(figures))
    for language in LANGUAGES:
        write_workbooks(marts, folder, language=language, is_demonstration=is_demonstration)
    for area in municipalities(marts):
        LOG.info("Printing %s", area.name)
        for language in LANGUAGES:
            write_printed(marts, folder, area, language, is_demonstration=is_demonstration)
    LOG.info("Writing pages")
    write_pages(marts, folder, is_demonstration=is_demonstration)
