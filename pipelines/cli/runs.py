"""Commands about what Dagster remembers of runs."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.talk import fail, say
from pipelines.private_files import private_files

app = typer.Typer(name="runs", help="What Dagster remembers of runs.", no_args_is_help=True)


@app.callback()
def _runs() -> None:
    """What Dagster remembers of runs."""


@app.command()
def prune(
    older_than_days: Annotated[
        int | None,
        typer.Option(min=1, help="Else storage.keep_days of operations.yml, which is 400."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count them.")] = False,
    home: HomeOption = None,
) -> None:
    """Remove old runs with their events; deliveries, marts and releases stay as they are.

    `noegletal daemon` does it each day. The last run of each job stays, however old.
    """
    place = existing_home(home)
    from pipelines.operations.dagster_home import dagster_instance
    from pipelines.operations.settings import SettingsRefusedError, load_settings
    from pipelines.operations.storage.postgresql import StorageUnreachableError
    from pipelines.operations.storage.prune import prune as pruned

    try:
        days = older_than_days or load_settings(place).storage.keep_days
        with private_files(), dagster_instance(place) as instance:
            result = pruned(instance, days, only_count=dry_run)
    except (SettingsRefusedError, StorageUnreachableError) as told:
        fail(str(told))
    typer.echo(f"{result.removed} runs {'would be ' if dry_run else ''}removed")
    say(f"Older than {days} days, and still needed: {result.kept}")
