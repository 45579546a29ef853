"""Commands about alerts: whether those who are to be told can be told."""

from __future__ import annotations

import typer

from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.talk import FAILED, fail, say

app = typer.Typer(name="alerts", help="Who is told when a night goes wrong.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Who is told when a night goes wrong."""


@app.command()
def test(home: HomeOption = None) -> None:
    """Send a test message to everybody who would be told; exit code 1 when one is not taken.

    Who that is, says operations.yml (docs/drift.md).
    """
    from pipelines.operations.alerts.message import name_of, trial_message
    from pipelines.operations.alerts.sending import senders, why_not_sent
    from pipelines.operations.settings import NAME, SettingsRefusedError, load_settings

    place = existing_home(home)
    try:
        channels = list(senders(load_settings(place).alerts))
    except SettingsRefusedError as refused:
        fail(str(refused))
    if not channels:
        fail(f"Nobody is told: {place.path / NAME} names neither email nor webhook under alerts.")
    message = trial_message(name_of(place))
    failures = [why_not_sent(send, message) for _, send in channels]
    for (channel, _), why in zip(channels, failures, strict=True):
        say(f"{channel}: {'taken' if why is None else why}")
    if any(why is not None for why in failures):
        raise typer.Exit(FAILED)
