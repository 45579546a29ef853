"""What a long run shows while it lasts: news as lines, and a bar for what can be measured.

A log record whose ``done`` is a share from 0 to 1 (``extra={"done": 0.4}``) moves the bar. Where
standard error is no terminal nothing is drawn, and a long stage says a line now and then.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TaskID, TextColumn
from rich.progress_bar import ProgressBar
from rich.table import Column
from rich.text import Text

from pipelines.cli.talk import stderr

# How long a stage may be silent in a log file: short enough to see that it lives.
SECONDS_BETWEEN_LINES = 10.0
_STAGE_WIDTH = 12
_ALMOST = 0.9999  # a bar that is full has ended, and stands still from then on
_ONE_LINE = Column(no_wrap=True, overflow="ellipsis")


class _Bar(BarColumn):
    """A bar for stages of known length, nothing for others."""

    def render(self, task: Task) -> ProgressBar | Text:  # type: ignore[override]
        return super().render(task) if task.fields["is_measured"] else Text()


class _Share(TextColumn):
    """The share that is done, where it is known."""

    def render(self, task: Task) -> Text:
        return super().render(task) if task.fields["is_measured"] else Text()


class _Handler(logging.Handler):
    """The project's log records on their way to the terminal."""

    def __init__(self, console: Console, bar: Progress, task: TaskID) -> None:
        super().__init__(logging.DEBUG)
        self._console, self._bar, self._task = console, bar, task
        self._last_line = monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        stage = record.name.removeprefix("noegletal.")
        if record.levelno > logging.DEBUG:
            self._write(stage, line, "yellow" if record.levelno > logging.INFO else "")
            return
        done: float | None = getattr(record, "done", None)
        if self._console.is_terminal:
            self._bar.update(
                self._task,
                description=f"{stage}: {line}",
                completed=min(done or 0.0, _ALMOST),
                is_measured=done is not None,
            )
        elif done is not None and monotonic() - self._last_line >= SECONDS_BETWEEN_LINES:
            self._write(stage, f"{line} ({done:.0%})", "")

    def _write(self, stage: str, line: str, style: str) -> None:
        self._last_line = monotonic()
        # One piece: the bar is drawn again after each print, in the middle of a line if need be.
        self._console.print(Text.assemble((f"{stage:>{_STAGE_WIDTH}}", "dim"), "  ", (line, style)))


@contextmanager
def progress(doing: str, console: Console = stderr) -> Iterator[None]:
    """Show what the project's loggers say for as long as it takes."""
    logger = logging.getLogger("noegletal")
    bar = Progress(
        SpinnerColumn(),
        _Bar(bar_width=24),
        _Share("{task.percentage:>3.0f} %"),
        # The name of a long file is cut rather than broken: a bar is one line.
        TextColumn("{task.description}", markup=False, table_column=_ONE_LINE),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        handler = _Handler(console, bar, bar.add_task(doing, total=1.0, is_measured=False))
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(handler)
