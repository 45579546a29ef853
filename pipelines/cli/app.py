"""The command's parts put together, and its exit codes: 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

from importlib.metadata import version as installed_version

import typer
import typer.main

from pipelines.cli import (
    alerting,
    backfilling,
    backups,
    disclosing,
    doctoring,
    erasing,
    explaining,
    following_up,
    history,
    keys,
    logs,
    notebooks,
    overview,
    privacy,
    providers,
    reading,
    releases,
    releasing,
    reporting,
    running,
    runs,
    serving,
)
from pipelines.cli.wrong_use import Commands
from pipelines.confinement import confine_process

app = typer.Typer(
    name="noegletal",
    cls=Commands,
    help="Key figures on help for vulnerable children, from deliveries to tables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a pretty traceback prints the values of variables
    rich_markup_mode="rich",
)
app.command()(running.demo)
app.command()(running.refresh)
app.command()(releasing.release)
app.command("open")(reporting.open_report)
app.command()(reporting.report)
app.command()(reporting.workbook)
app.command()(notebooks.notebook)
app.command()(explaining.explain)
app.command()(overview.status)
app.command()(reading.show)
app.command("list")(overview.catalogue)
app.command()(reading.compare)
app.command()(reading.query)
app.add_typer(releases.app)
app.command()(releasing.verify)
app.command()(releasing.rollback)
app.add_typer(disclosing.app)
app.command()(serving.ui)
app.command()(serving.daemon)
app.add_typer(runs.app)
app.command()(backfilling.backfill)
app.command()(backfilling.backfills)
app.command()(providers.deliveries)
app.command()(history.diff)
app.command()(following_up.overdue)
app.add_typer(logs.app, name="log")
app.add_typer(alerting.app)
app.command()(doctoring.doctor)
app.command()(privacy.inventory)
app.command()(privacy.retention)
app.command()(providers.check)
app.command()(providers.feedback)
app.command()(providers.template)
app.add_typer(keys.app)
app.command()(erasing.erase)
app.command()(backups.backup)
app.command()(backups.restore)


@app.command()
def version() -> None:
    """The installed version."""
    typer.echo(installed_version("noegletal"))


def main() -> None:
    """Entry point of the command."""
    confine_process()
    # Not app() itself: it would have mistakes printed with what they say.
    typer.main.get_command(app)()
