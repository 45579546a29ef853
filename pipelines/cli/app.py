"""The command's parts put together, and its exit codes: 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

from importlib.metadata import version as installed_version

import typer

from pipelines.cli import history, providers, reading, running

app = typer.Typer(
    name="noegletal",
    help="Key figures on help for vulnerable children, from deliveries to tables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a pretty traceback prints the values of variables
    rich_markup_mode="rich",
)
app.command()(running.demo)
app.command()(running.refresh)
app.command()(reading.status)
app.command()(reading.show)
app.command("list")(reading.catalogue)
app.command()(reading.compare)
app.command()(reading.query)
app.command()(running.ui)
app.command()(providers.deliveries)
app.command()(history.diff)
app.command()(providers.check)
app.command()(providers.feedback)
app.command()(providers.template)


@app.command()
def version() -> None:
    """The installed version."""
    typer.echo(installed_version("noegletal"))


def main() -> None:
    """Entry point of the command."""
    app()
