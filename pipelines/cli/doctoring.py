"""The command that looks whether a home is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.options import FormatOption, HomeOption, existing_home
from pipelines.cli.talk import FAILED, say

if TYPE_CHECKING:
    from pipelines.protection.doctor import Check, Finding

_OUTCOME_WIDTH = 9


def doctor(output: FormatOption = Format.TABLE, home: HomeOption = None) -> None:
    """Look for what could go wrong, and say how to mend it; exit code 1 when something is wrong.

    It changes nothing. A check that passes may still have advice.
    """
    from pipelines.protection.doctor import CHECKS, examine

    found = examine(existing_home(home), CHECKS)
    if output is Format.TABLE:
        for check, finding in found:
            _print(check, finding)
    else:
        columns = ("check", "outcome", "what", "found", "to_do")
        rows = [(c.name, f.outcome, c.sentence, f.why, f.to_do) for c, f in found]
        print_rows(Rows(columns, rows), output)
    outcomes = [finding.outcome for _, finding in found]
    bad = outcomes.count("fail") + outcomes.count("crashed")
    skipped = outcomes.count("skipped")
    say(f"{outcomes.count('pass')} passed, {bad} failed or crashed, {skipped} skipped")
    if bad:
        raise typer.Exit(FAILED)


def _print(check: Check, finding: Finding) -> None:
    """Sentences are too long for the columns of a table."""
    typer.echo(f"{finding.outcome:<{_OUTCOME_WIDTH}}{check.name}: {check.sentence}.")
    indent = " " * _OUTCOME_WIDTH
    if finding.why:
        typer.echo(f"{indent}Found: {finding.why}")
    if finding.to_do:
        typer.echo(f"{indent}To do: {finding.to_do}")
