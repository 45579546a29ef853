"""Commands that keep running: the daemon that looks after a home, and the web interface."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.talk import fail, misuse, say


def ui(
    home: HomeOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 3000,
    operate: Annotated[bool, typer.Option("--operate", help="Runs may be started.")] = False,
    address_file: Annotated[
        Path | None,
        typer.Option("--address-file", help="Write the address there, not on standard output."),
    ] = None,
) -> None:
    """Dagster in the browser: assets, lineage, checks and runs; on this machine only.

    Prints the address that lets one browser in, once; it opens on what happened last.
    """
    place = existing_home(home)
    if address_file and not address_file.parent.is_dir():
        misuse(f"There is no folder {address_file.parent}.")
    say("Starting (this takes some seconds) ...")
    from pipelines.durable import remove, write_in_place
    from pipelines.operations.service.code_server import CodeServerError
    from pipelines.operations.settings import SettingsRefusedError
    from pipelines.operations.storage.postgresql import StorageUnreachableError
    from pipelines.web.port import PortTakenError
    from pipelines.web.server import serve

    def announce(address: str) -> None:
        say(f"{'Operating' if operate else 'Read only'}; end it with Ctrl-C. Open, once:")
        if address_file:
            write_in_place(address_file, f"{address}\n")
            say(f"the address in {address_file}")
        else:
            typer.echo(address)  # the answer, on standard output: what is talk may be kept in a log

    try:
        serve(place, port, operate, announce)
    except (PortTakenError, CodeServerError, SettingsRefusedError, StorageUnreachableError) as told:
        fail(str(told))
    except KeyboardInterrupt:
        say("Ended.")
    finally:
        if address_file:
            remove(address_file)


def daemon(home: HomeOption = None) -> None:
    """Look after a home day and night: begin the nightly run, take in what arrives, tell of it.

    For a service of systemd (docs/drift.md). It ends in order on SIGTERM, and with exit code 1 when
    a part of it dies.
    """
    place = existing_home(home)
    say("Starting (this takes some seconds) ...")
    from pipelines.operations.service.code_server import CodeServerError
    from pipelines.operations.service.daemon import PartEndedError, run_daemon
    from pipelines.operations.service.one_daemon import DaemonRunsError
    from pipelines.operations.settings import SettingsRefusedError
    from pipelines.operations.storage.postgresql import StorageUnreachableError

    try:
        run_daemon(place, lambda: say(f"Looking after {place.path}; end it with Ctrl-C."))
    except (
        CodeServerError,
        DaemonRunsError,
        PartEndedError,
        SettingsRefusedError,
        StorageUnreachableError,
    ) as told:
        fail(str(told))
    except KeyboardInterrupt:
        say("Ended.")
