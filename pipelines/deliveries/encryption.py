"""Whether a warehouse file is encrypted, the key that opens it, and what DuckDB needs for it.

DuckDB encrypts itself (AES-256-GCM), but writes only with the OpenSSL of its extension httpfs. That
comes as a Python package, so that nothing is fetched and no file is made outside of the home;
DuckDB checks its own signature on it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

from pipelines.home import Home
from pipelines.keys import Key, KeyRefusedError, database_key, key_file

_EXTENSION_PACKAGE = "duckdb_extension_httpfs"
_NETWORK = "HTTPFileSystem,S3FileSystem,HuggingFaceFileSystem"
# DuckDB's main header: 8 bytes checksum, "DUCK", 8 bytes version, then flags; the lowest one.
_MAGIC = slice(8, 12)
_FLAGS_AT = 20
_IS_ENCRYPTED = 1


def is_encrypted(warehouse: Path) -> bool | None:
    """Whether the file is an encrypted database; None when there is none or it is damaged.

    Not for a file that this process has open: closing it would let go of DuckDB's lock on it.
    """
    try:
        with warehouse.open("rb") as file:
            header = file.read(_FLAGS_AT + 1)
    except OSError:
        return None
    if len(header) <= _FLAGS_AT or header[_MAGIC] != b"DUCK":
        return None
    return bool(header[_FLAGS_AT] & _IS_ENCRYPTED)


def fitting_key(home: Home, read_only: bool) -> Key | None:
    """The key to open the home's warehouse with; None for one that is not encrypted.

    ``KeyRefusedError`` when it is encrypted and no key is configured, or when more would be written
    to one that is not encrypted although a key is configured. Reading that one is allowed: it must
    be read to be made anew.
    """
    key, encrypted = database_key(home), is_encrypted(home.warehouse)
    if encrypted and key is None:
        raise KeyRefusedError(
            f"{home.warehouse} is encrypted, and no database key is configured. Put the key back "
            f"at {key_file(home, 'database').path}, or name its file in "
            f"NOEGLETAL_DATABASE_KEY_FILE. {_WITHOUT_KEY}"
        )
    if encrypted is False and key is not None:
        if read_only:
            return None
        raise KeyRefusedError(
            f"{home.warehouse} is not encrypted, but a database key is configured "
            f"({key_file(home, 'database').path}). Run `noegletal keys encrypt --home {home.path}` "
            "to make it anew as an encrypted one."
        )
    return key


def wrong_key(home: Home) -> KeyRefusedError:
    """What to say of a key that does not open the warehouse."""
    return KeyRefusedError(
        f"The database key {key_file(home, 'database').path} is not the one that {home.warehouse} "
        f"was encrypted with. Restore that key. {_WITHOUT_KEY}"
    )


def load_encryption(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection what it writes encrypted files with; ``KeyRefusedError`` without."""
    extension = _extension()
    if extension is None:
        raise KeyRefusedError(
            "The package duckdb-extension-httpfs, which encrypts, is not installed for DuckDB "
            f"{duckdb.__version__}. Run `make setup`."
        )
    connection.load_extension(str(extension))
    # The extension's other half is not wanted: nothing here speaks to a network.
    connection.execute(f"set disabled_filesystems = '{_NETWORK}'")


def _extension() -> Path | None:
    """The extension's file, which the package holds for one version of DuckDB only."""
    package = find_spec(_EXTENSION_PACKAGE)
    folders = package.submodule_search_locations if package else None
    for folder in folders or ():
        path = Path(folder, "extensions", f"v{duckdb.__version__}", "httpfs.duckdb_extension")
        if path.exists():
            return path
    return None


_WITHOUT_KEY = (
    "If it is lost, move the warehouse away and refresh: everything in it is made again from the "
    "deliveries."
)
