"""Where and how the file of a case comes to lie, and what happens to it while it is read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from unittest.mock import patch

from tests.deliveries.cases.case import Case, put
from tests.deliveries.cases.price_files import Place
from tests.deliveries.folder import Folder


def inside(source: str) -> Place:
    def place(folder: Folder, case: Case) -> None:
        folder.put(f"{source}{case.file_name}", case.make())

    return place


def as_link(folder: Folder, case: Case) -> None:
    target = folder.home.path / "elsewhere.csv"
    folder.put("pl_indeks/.x", b"").unlink()
    target.write_bytes(case.make())
    (folder.home.raw / "pl_indeks" / case.file_name).symlink_to(target)


def as_pipe(folder: Folder, case: Case) -> None:
    folder.put("pl_indeks/.x", b"").unlink()
    os.mkfifo(folder.home.raw / "pl_indeks" / case.file_name)


def as_folder(folder: Folder, case: Case) -> None:
    folder.put(f"pl_indeks/{case.file_name}/2018-05-31_b.csv", case.make())


def tomorrow(folder: Folder, case: Case) -> None:
    path = folder.put(f"pl_indeks/{case.file_name}", case.make())
    os.utime(path, (path.stat().st_mtime + 90_000,) * 2)


def after(name: str, data: bytes) -> Place:
    """An earlier file has been loaded when the case's own comes."""

    def place(folder: Folder, case: Case) -> None:
        folder.put(name, data)
        folder.load()
        put(folder, case)

    return place


@contextmanager
def growing(folder: Folder) -> Iterator[None]:
    """As long as the file is read, somebody else writes to it."""
    done = Event()

    def write() -> None:
        with (folder.home.raw / "pl_indeks" / "2018-05-31_a.csv").open("ab", buffering=0) as file:
            while not done.wait(0.002):
                file.write(b"2018;102\n")

    writer = Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        done.set()
        writer.join()


@contextmanager
def forbidden(folder: Folder) -> Iterator[None]:
    """Nobody may open the file: root, as whom tests may run, could read it whatever its mode."""
    opening = os.open

    def refuse(path, *rest, **more):  # type: ignore[no-untyped-def]
        if os.fspath(path).endswith("_a.csv"):
            raise PermissionError(13, "Permission denied")
        return opening(path, *rest, **more)

    with patch("os.open", refuse):
        yield
