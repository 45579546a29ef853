"""The documentation's page of bad input, made from the cases and what their senders are told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from pipelines.home import Home
from tests.deliveries.cases import CASES, GROUPS, Case
from tests.deliveries.cases.case import Outcome
from tests.deliveries.cases.running import run
from tests.deliveries.folder import Folder

DOCUMENT = Path(__file__).parents[3] / "docs" / "bad_input.md"

_WORDS = {
    Outcome.REFUSED: "file refused",
    Outcome.ROW_REJECTED: "row rejected",
    Outcome.ACCEPTED: "accepted",
    Outcome.WAITS: "waits",
    Outcome.UNCHANGED: "changes nothing",
}
_HEAD = """# Bad input, case by case

<!-- Made from tests/deliveries/cases by `make docs`: do not edit. -->

Whatever arrives, it is refused whole, or a row of it is rejected, or it is accepted and what was
normalised is noted; nothing is guessed and nothing disappears. Each case below is a small file and
a test of its name (`pytest tests/deliveries/cases -k NAME`), which also holds that
`lines = accepted + rejected + structural` and that no civil registration number is repeated
anywhere. There are {count} cases.

"""


def messages() -> dict[str, str]:
    """What each case's sender is told in Danish, by the case's name."""
    with patch.dict("os.environ"), TemporaryDirectory() as place:
        return {
            case.name: run(case, Folder(Home(Path(place) / case.name))).message for case in CASES
        }


def document(told: dict[str, str]) -> str:
    """The whole page."""
    return _HEAD.format(count=len(CASES)) + "\n".join(
        "\n".join(
            [
                f"## {(group.__doc__ or '').splitlines()[0].rstrip('.')}\n",
                "| Case | What the file looks like | Outcome | Rule | What its sender is told |",
                "|---|---|---|---|---|",
                *(row(case, told[case.name]) for case in group.CASES),
                "",
            ]
        )
        for group in GROUPS
    )


def row(case: Case, message: str) -> str:
    """One case as a row of the table."""
    rules = ", ".join(f"`{rule}`" for rule in case.rules)
    cells = (f"`{case.name}`", case.looks, _WORDS[case.outcome], rules, message)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
