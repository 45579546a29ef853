"""What nobody knows how to protect is not released."""

from __future__ import annotations

import pytest

from pipelines.disclosure import marts
from pipelines.disclosure.marts import DisclosureAuditError
from pipelines.disclosure.problem import Problem
from pipelines.disclosure.protect import Protection, audit
from tests.disclosure.marts.figures import Counted, placed, support
from tests.disclosure.marts.mart import protected

DAY = "2016-01-31"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([Counted("absence", "101", "2015/16", "total", 4.0, 8)], "breakdown"),
        (support("101", DAY, 7) + support("101", DAY, 8), "printed twice"),
        ([Counted("preventive_per_1000", "101", DAY, "total", 7.5, 900)], "number of persons"),
        (placed("101", DAY, 5, 6, 7)[:-1] + placed("101", DAY, 5, 6, 8)[-1:], "printed twice"),
    ],
)
def test_what_nobody_can_protect_is_refused(cells: list[Counted], said: str) -> None:
    with pytest.raises(DisclosureAuditError, match=said):
        protected(cells)


def test_a_red_audit_stops_the_release_and_names_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_helps(problem: Problem, progress: object = None) -> Protection:
        return Protection(problem.must_hide, (), audit(problem, problem.must_hide))

    monkeypatch.setattr(marts, "protect", nothing_helps)
    with pytest.raises(DisclosureAuditError, match=f"foster, municipality 101, {DAY}") as refused:
        protected(placed("101", DAY, institution=12, foster=3, network=9))
    assert "3" not in str(refused.value).replace(DAY, "")


def test_what_is_protected_already_is_not_protected_again() -> None:
    once = protected(support("101", DAY, 3)).table
    with pytest.raises(DisclosureAuditError, match="already"):
        protected(once)


def test_a_figure_without_a_record_stops_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    from models.catalogue import load_catalogue
    from pipelines.disclosure import printed

    silent = load_catalogue()["preventive_per_1000"].model_copy(update={"persons": None})
    known = load_catalogue() | {"preventive_per_1000": silent}
    monkeypatch.setattr(printed, "load_catalogue", lambda: known)
    printed.printed.cache_clear()
    try:
        with pytest.raises(DisclosureAuditError, match="`persons:`"):
            protected(support("101", DAY, 50))
    finally:
        printed.printed.cache_clear()
