"""Every case of bad input has exactly the outcome that it states, and is in the documentation."""

import pytest

from tests.deliveries.cases import CASES, Case
from tests.deliveries.cases.document import DOCUMENT, document, row
from tests.deliveries.cases.running import run
from tests.deliveries.folder import Folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, folder: Folder, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(0):
        seen = run(case, folder)
    for secret in case.secrets:
        assert secret not in caplog.text
    assert row(case, seen.message) in DOCUMENT.read_text(encoding="utf-8").splitlines(), (
        "docs/bad_input.md is not up to date: make docs"
    )


def test_names_are_names() -> None:
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name == name.lower() for name in names)


def test_the_document_has_nothing_else() -> None:
    """Each case checks its own row; here the frame and the order."""
    text = DOCUMENT.read_text(encoding="utf-8")
    messages = dict(line.split(" | ", 1) for line in text.splitlines() if line.startswith("| `"))
    assert len(messages) == len(CASES)
    told = {
        case.name: messages[f"| `{case.name}`"].rsplit(" | ", 1)[1][:-2].replace("\\|", "|")
        for case in CASES
    }
    assert text == document(told)
