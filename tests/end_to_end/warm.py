"""A process that has imported everything, and forks a child for each command that is to run.

Importing takes longer than most commands, and parsing the dbt project longer than computing a small
home. A child runs the command's own entry point, with its own output files and ends as the command
would. Requests and answers are JSON lines.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

_HEAVY = (
    "dagster_dbt",
    "dbt.adapters.duckdb",
    "dbt.cli.main",
    "great_expectations.expectations.core.unexpected_rows_expectation",
    "pipelines.cli.app",
    "pipelines.definitions",
    "pipelines.refresh",
)


def main() -> None:
    """Serve until standard input ends."""
    for name in _HEAVY:
        import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        parsed = _parsed(Path(folder))
        # What is there already need not be looked through again by every child.
        gc.collect()
        gc.freeze()
        for line in sys.stdin:
            request = json.loads(line)
            child = os.fork()
            if not child:
                _become(request, parsed)
            _, status = os.waitpid(child, 0)
            sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
            sys.stdout.flush()


def _parsed(folder: Path) -> Path:
    """Parse the dbt project; dbt parses again whatever file differs from what is in this one.

    It also leaves behind, in this process, the code that dbt makes for reading its own files.
    """
    from pipelines.home import Home
    from pipelines.transformation.manifest import prepare_manifest

    return prepare_manifest(Home(folder)).with_name("partial_parse.msgpack")


def _become(request: dict[str, Any], parsed: Path) -> None:
    """Run a command as if it had just been started; does not return."""
    for name, descriptor in (("out", 1), ("talk", 2)):
        file = os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, descriptor)
        os.close(file)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update({"DBT_PARTIAL_PARSE_FILE_PATH": str(parsed)} | request["environment"])
    os.umask(0o022)
    sys.argv = ["noegletal", *request["arguments"]]
    sys.modules["__main__"].__package__ = None  # else it would be called python -m in its help
    code = 1
    try:
        if request["fault"]:
            from tests.canary.faults import FAULTS

            FAULTS[request["fault"]]()
        from pipelines.cli.app import main as command

        command()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # as the interpreter does at its end
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except Exception:
            traceback.print_exc()
        os._exit(code)


if __name__ == "__main__":
    main()
