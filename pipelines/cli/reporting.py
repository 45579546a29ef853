"""The commands that make what people look at from a release, and open it."""

from __future__ import annotations

import shutil
import webbrowser
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from pipelines.cli.marts import chosen_release
from pipelines.cli.options import HomeOption, area_code, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.releasing import ReleaseArgument
from pipelines.cli.talk import fail, say, unknown
from pipelines.report.numbers import LANGUAGES, Language

_STAGING = ".staging-report"
_PAGE = "index.html"
# What shows that a folder was written by us, and may be replaced.
_OURS = ("kontrol.html", "noegletal-tabeller.xlsx", "noegletal-tabeller.en.xlsx")

AreaOption = Annotated[
    list[str] | None,
    typer.Option("--area", help="A municipality's code or name, several times; else all."),
]
LanguageOption = Annotated[
    Language | None,
    typer.Option("--lang", help="da or en; else both.", case_sensitive=False),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", help="A folder to write; else a new one in marts/reports."),
]


def report(
    release: ReleaseArgument = None,
    area: AreaOption = None,
    lang: LanguageOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Make the report of a release once more, or that of some municipalities or one language.

    A release has its own report already (noegletal open); this is for others, and for releases
    made with --no-report. From the release and nothing else; the same release gives the same bytes.
    Prints the folder. A report that is there already is replaced when the new one is complete.
    """
    from pipelines.report.build import build_report

    place = existing_home(home)
    folder = chosen_release(place, release)
    only, languages = _only(folder, area), (lang,) if lang else LANGUAGES
    target = output or place.marts / "reports" / "-".join(
        (folder.name, *sorted(only), lang or "all")
    )
    _write(
        folder,
        target,
        lambda staging: build_report(
            folder, staging, int(folder.name), languages=languages, only=only
        ),
    )
    say(f"Open {target / _PAGE}")


def workbook(
    release: ReleaseArgument = None,
    area: AreaOption = None,
    lang: LanguageOption = None,
    output: OutputOption = None,
    home: HomeOption = None,
) -> None:
    """Make the two workbooks of a release: all numbers as tables, all figures as charts of Excel.

    A release has them already; this is for some municipalities or one language. Prints the folder.
    """
    from pipelines.report.marts import Marts
    from pipelines.report.report import Report
    from pipelines.report.workbook import write_workbooks

    place = existing_home(home)
    folder = chosen_release(place, release)
    only = _only(folder, area)

    def write(staging: Path) -> None:
        marts = Marts(folder, int(folder.name))
        for language in (lang,) if lang else LANGUAGES:
            write_workbooks(Report(marts, language, only), staging)

    name = "-".join((folder.name, *sorted(only), lang or "all", "workbooks"))
    _write(folder, output or place.marts / "reports" / name, write)


def open_report(release: ReleaseArgument = None, home: HomeOption = None) -> None:
    """Open the report of a release in the browser of this machine. Prints its first page."""
    folder = chosen_release(existing_home(home), release)
    page = folder / _PAGE
    if not page.is_file():
        fail(
            f"Release {folder.name} was made without its report. Make one by: "
            f"noegletal report {folder.name}"
        )
    typer.echo(page)
    if not webbrowser.open(page.as_uri()):
        say("No browser was found here: open the page above by a double-click.")


def _only(release: Path, given: list[str] | None) -> frozenset[str]:
    """The codes of municipalities; wrong use when the release has nothing of one."""
    from pipelines.report.marts import Marts
    from pipelines.report.report import Report

    known = {
        area.code: area.name
        for area in Report(Marts(release, int(release.name)), "da").municipalities
    }
    for each in given or ():
        if area_code(each) not in known:
            unknown("municipality", each, known.values())
    return frozenset(area_code(each) for each in given or ())


def _write(release: Path, target: Path, write: Callable[[Path], None]) -> None:
    """Fill a folder beside the target, and put it there when it is whole."""
    from pipelines.private_files import private_files
    from pipelines.publication.manifest import Manifest, ManifestBrokenError

    try:
        Manifest.read(release)
    except ManifestBrokenError as broken:
        fail(str(broken))
    if target.exists() and not any((target / name).exists() for name in _OURS):
        fail(f"{target} is there and holds no report. Nothing is written; name another folder.")
    staging = target.with_name(f"{_STAGING}-{target.name}")
    started = monotonic()
    with private_files(), progress("Report"):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        write(staging)
        shutil.rmtree(target, ignore_errors=True)
        staging.rename(target)
    typer.echo(target)
    say(f"From release {release.name} in {monotonic() - started:.1f} s.")
