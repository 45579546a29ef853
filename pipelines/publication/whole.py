"""Whether the files of a release are those of its manifest: all there, none added, none changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.checksum import sha256
from pipelines.publication.manifest import Manifest, paths_in
from pipelines.publication.row_counts import is_database, rows_of, tables_of


def file_problems(folder: Path, manifest: Manifest) -> Iterator[str]:
    """A sentence for every file that is not what it was; none when the release is whole."""
    there = paths_in(folder)
    for name in sorted(manifest.files.keys() - there.keys()):
        yield f"{folder / name} is missing."
    for name, path in there.items():
        if name not in manifest.files:
            yield f"{path} does not belong to the release."
        elif path.is_symlink() or not path.is_file():
            yield f"{path} is no regular file."
        else:
            yield from _problems_of(path, name, manifest)


def _problems_of(path: Path, name: str, manifest: Manifest) -> Iterator[str]:
    expected = manifest.files[name]
    try:
        if path.stat().st_size != expected.size_bytes or sha256(path) != expected.sha256:
            yield f"{path} has changed."
            return
    except OSError as failed:
        yield f"{path} cannot be read ({failed.strerror})."
        return
    try:
        rows = rows_of(path)
        tables = tables_of(path) if is_database(path) else None
    except ValueError as broken:
        yield f"{path} {broken}."
        return
    if rows != expected.rows:
        yield f"{path} has {rows} rows, and the manifest says {expected.rows}."
    if tables is not None and tables != dict(manifest.tables):
        yield f"{path} has other tables, or other numbers of rows in them, than the manifest says."
