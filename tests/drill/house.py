"""A home with its daemon at work: what it does, what it tells, and how its process is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from dagster import DagsterInstance, DagsterRun, RunsFilter

from pipelines.operations.jobs import NIGHTLY

PATIENCE_SECONDS = 300  # a bound for what hangs, not an expectation
_SETTINGS = """\
nightly: {{cron: "* * * * *"}}
arrivals: {{is_on: false}}
alerts: {{webhook: {{url: "http://127.0.0.1:{port}/"}}}}
"""
T = TypeVar("T")


@dataclass
class House:
    """``alerts`` are the messages that the webhook was sent, in order."""

    home: Path
    instance: DagsterInstance
    said: Path
    alerts: list[dict[str, Any]] = field(default_factory=list)

    def nights_after(self, run_ids: set[str]) -> list[DagsterRun]:
        """The nightly runs that are not among those, the first one first."""
        runs = self.instance.get_runs(RunsFilter(job_name=NIGHTLY))
        return [run for run in reversed(runs) if run.run_id not in run_ids]

    def over(self) -> set[str]:
        """The ids of all nights that have ended.

        What is delivered now may be met by the one at work, by one that waits in the queue (a night
        can take longer than its minute), or by one that has not been asked for yet.
        """
        return {run.run_id for run in self.nights_after(set()) if run.is_finished}

    def first_ended(self) -> DagsterRun | None:
        """The first night, once it is over."""
        nights = self.nights_after(set())
        return self.ended(nights[0]) if nights else None

    def first_told(self, over: set[str]) -> DagsterRun | None:
        """The first night but those of which a message was sent, once it is over."""
        told = [run for run in self.nights_after(over) if self.kinds_about(run)]
        return self.ended(told[0]) if told else None

    def ended(self, run: DagsterRun) -> DagsterRun | None:
        """The run once it has ended."""
        now = self.instance.get_run_by_id(run.run_id)
        return now if now and now.is_finished else None

    def retry_of(self, run: DagsterRun) -> DagsterRun | None:
        """The run by which Dagster tries a dead one again, once it has ended."""
        runs = self.instance.get_runs(RunsFilter(tags={"dagster/parent_run_id": run.run_id}))
        return self.ended(runs[0]) if runs else None

    def told_of(self, run: DagsterRun) -> dict[str, Any] | None:
        """``status.json`` once it tells of that run or a later one."""
        told = json.loads((self.home / ".told.json").read_text("utf-8"))
        return self.status() if run.run_id in told["runs"] else None

    def status(self) -> dict[str, Any]:
        """What ``status.json`` says."""
        said: dict[str, Any] = json.loads((self.home / "status.json").read_text("utf-8"))
        return said

    def kinds_about(self, run: DagsterRun) -> list[str]:
        """Which messages were sent of a run."""
        return [each["kind"] for each in self.alerts if each["run"]["run_id"] == run.run_id]

    def wait(self, what: str, condition: Callable[[], T | None]) -> T:
        """What the condition gives once it gives something."""
        deadline = monotonic() + PATIENCE_SECONDS
        while monotonic() < deadline:
            try:
                if met := condition():
                    return met
            except FileNotFoundError:
                pass  # not yet written
            sleep(0.2)
        raise AssertionError(f"never: {what}. {self.said.read_text('utf-8')[-3000:]}")

    def kill_in_the_middle(self) -> DagsterRun:
        """Kill the process of the next refresh that has loaded what has come."""
        state = self.wait("a refresh in its middle", self._in_the_middle)
        run_id = state["run_id"]
        told = (self.home / ".running" / run_id).read_text("utf-8")
        [process] = re.findall(r"process (\d+)", told)
        os.kill(int(process), signal.SIGKILL)
        run = self.instance.get_run_by_id(run_id)
        assert run is not None
        return run

    def _in_the_middle(self) -> dict[str, Any] | None:
        try:
            state: dict[str, Any] = json.loads((self.home / ".refreshing.json").read_text("utf-8"))
        except json.JSONDecodeError:
            return None
        return state if "load_deliveries" in state["done"] else None


@contextmanager
def looked_after(house: House) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``noegletal daemon`` on the home; it must end in order when it is asked to."""
    with _listening(house.alerts) as port:
        settings = _SETTINGS.format(port=port)
        (house.home / "operations.yml").write_text(settings, encoding="utf-8")
        with house.said.open("wb") as said:
            daemon = subprocess.Popen(
                [Path(sys.executable).with_name("noegletal"), "daemon", "--home", house.home],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd="/",
            )
        try:
            yield daemon
            assert daemon.poll() is None, house.said.read_text("utf-8")
        finally:
            daemon.send_signal(signal.SIGTERM)
            code = daemon.wait(PATIENCE_SECONDS)
        assert code == 0, house.said.read_text("utf-8")


@contextmanager
def _listening(alerts: list[dict[str, Any]]) -> Iterator[int]:
    """A webhook of the house on a free port, which writes down what it is sent."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            alerts.append(json.loads(body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Nothing: the drill prints a table."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
