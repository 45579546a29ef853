"""Commands that publish: a release made, proven, and an earlier one put back."""

from __future__ import annotations

from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.marts import release_folder
from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.talk import FAILED, fail, say, stderr, unknown
from pipelines.disclosure.policy import DEFAULT_POLICY, load_policies
from pipelines.home import Home
from pipelines.publication.listing import numbered_releases

if TYPE_CHECKING:
    from pipelines.publication.release import ReleaseOutcome

_NOTHING_IS_HIDDEN = (
    "WARNING: the policy {} hides nothing. Counts of single persons will be in this release, and "
    "every page of it says so. Whoever is responsible for the data must have decided that it may "
    "leave the house."
)

DisclosureOption = Annotated[
    str,
    typer.Option(
        "--disclosure",
        metavar="POLICY",
        help="Which small counts are hidden, and how; see noegletal disclosure policies.",
    ),
]
ReportOption = Annotated[
    bool,
    typer.Option("--report/--no-report", help="With pages, workbooks and print, or tables only."),
]
ReleaseArgument = Annotated[
    int | None, typer.Argument(help="The release's number; else the current one.")
]


def release(
    disclosure: DisclosureOption = DEFAULT_POLICY,
    report: ReportOption = True,
    home: HomeOption = None,
) -> None:
    """Publish what the last refresh computed as a numbered release, small counts hidden.

    Prints the release's number and folder. When nothing differs from the newest release no other
    one is made. Exit code 1 when hidden numbers could be worked out: nothing is published then.
    """
    place = existing_home(home)
    if disclosure not in load_policies():
        unknown("disclosure policy", disclosure, load_policies())
    if not released(place, disclosure, has_report=report):
        raise typer.Exit(FAILED)


def verify(release: ReleaseArgument = None, home: HomeOption = None) -> None:
    """Whether a release is, byte for byte, what was published; exit code 1 if it is not."""
    from pipelines.publication.verify import verify as find_problems

    place = existing_home(home)
    if release is not None:
        release_folder(place, release)
    problems = find_problems(place, release)
    for problem in problems:
        typer.echo(problem)
    if problems:
        fail("What readers open is not what was published." if release is None else
             f"Release {release} is not what was published.")  # fmt: skip
    number = release or numbered_releases(place).current_number()
    say(f"Release {number} is whole: every file is what its manifest says.")


def rollback(
    number: Annotated[int, typer.Argument(metavar="RELEASE", help="The release's number.")],
    home: HomeOption = None,
) -> None:
    """Let readers see an earlier release again; no release is changed or removed by it.

    The next release gets a number of its own. What a release has shown stays known.
    """
    from pipelines.access_log import AccessNotLoggedError
    from pipelines.lock import HomeLockedError
    from pipelines.publication.rollback import RollbackRefusedError
    from pipelines.publication.rollback import rollback as run

    place = existing_home(home)
    release_folder(place, number)
    try:
        moved = run(place, number)
    except (AccessNotLoggedError, HomeLockedError, RollbackRefusedError) as refused:
        fail(str(refused))
    say(f"Readers see release {moved.number} from now on; it was {moved.before or 'none'} before.")


def released(place: Home, policy_id: str, *, has_report: bool = True) -> bool:
    """Make a release and say how it went; whether there is one that holds what was computed."""
    from pipelines.lock import HomeLockedError
    from pipelines.operations.command_report import tell_of_release
    from pipelines.operations.mending import mend
    from pipelines.publication.release import ReleaseRefusedError, make_release
    from pipelines.report.build import add_report

    if not load_policies()[policy_id].hides:
        warning = _NOTHING_IS_HIDDEN.format(policy_id)
        stderr.print(warning, style="bold red", markup=False)
    started = monotonic()
    began_at = datetime.now(UTC)
    try:
        with progress("Release"):
            mend(place)
            outcome = make_release(place, policy_id, add_report if has_report else None)
    except (HomeLockedError, ReleaseRefusedError) as refused:
        stderr.print(str(refused), style="red", markup=False)
        if isinstance(refused, ReleaseRefusedError):  # the other one had not begun
            tell_of_release(place, began_at, str(refused))
        return False
    typer.echo(f"{outcome.number}\t{outcome.path}")
    seconds = f"{monotonic() - started:.1f} s"
    if outcome.is_new:
        say(f"Release {outcome.number} in {seconds}. {_hidden(outcome, policy_id)}")
    else:
        say(f"Nothing new in {seconds}: release {outcome.number} holds just this.")
    if not outcome.is_current:
        say(
            "Readers were led back to an earlier one, and still are. To let them see it: "
            f"noegletal rollback {outcome.number} --home {place.path}"
        )
    tell_of_release(place, began_at, outcome)
    return True


def _hidden(outcome: ReleaseOutcome, policy_id: str) -> str:
    if not outcome.hidden_count:
        return f"Nothing in it is hidden ({policy_id})."
    return (
        f"{outcome.hidden_count} of {outcome.count} counts are hidden ({policy_id}), and whoever "
        "knows all the others cannot work them out."
    )
