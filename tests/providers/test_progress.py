"""What a long run shows: a bar in a terminal, and a line now and then where there is none."""

from __future__ import annotations

import io
import logging

import pytest
from rich.console import Console

from pipelines.cli import progress

LOG = logging.getLogger("noegletal.deliveries")


def shown(is_terminal: bool) -> str:
    """What is written while a file is read to its end."""
    written = io.StringIO()
    console = Console(file=written, force_terminal=is_terminal, width=100, soft_wrap=True)
    with progress.progress("Refresh", console):
        LOG.debug("Looking")
        for done in (0.25, 0.5):
            LOG.debug("[file].csv: %s rows", f"{done * 1e6:,.0f}", extra={"done": done})
        LOG.info("[file].csv: 1,000,000 of 1,000,000 rows accepted")
    return written.getvalue()


def test_a_terminal_gets_a_bar_and_the_share() -> None:
    out = shown(is_terminal=True)
    assert "50 %" in out and "━" in out
    assert "[file].csv: 500,000 rows" in out
    assert "[file].csv: 1,000,000 of 1,000,000 rows accepted" in out


def test_a_log_file_gets_the_news_only() -> None:
    out = shown(is_terminal=False)
    assert out.strip() == "deliveries  [file].csv: 1,000,000 of 1,000,000 rows accepted"


def test_a_log_file_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    out = shown(is_terminal=False)
    assert "[file].csv: 250,000 rows (25%)" in out and "(50%)" in out
    assert "Looking" not in out


def test_afterwards_nothing_listens_any_more() -> None:
    before = list(logging.getLogger("noegletal").handlers)
    shown(is_terminal=False)
    assert logging.getLogger("noegletal").handlers == before
