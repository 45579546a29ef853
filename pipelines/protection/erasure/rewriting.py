"""One delivery without certain persons, whatever its format; nothing is put in its place here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from models.contract import Contract, load_contracts
from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.read import read_delivery
from pipelines.protection.erasure.byte_search import holds_persons
from pipelines.protection.erasure.csv_rows import rewrite_csv
from pipelines.protection.erasure.excel_rows import rewrite_excel
from pipelines.protection.erasure.parquet_rows import rewrite_parquet
from pipelines.protection.erasure.request import ErasureRefusedError
from pipelines.protection.erasure.wanted import Wanted

Rewriter = Callable[[BinaryIO, BinaryIO, Contract, Wanted], int]
_REWRITERS: dict[str, Rewriter] = {
    ".csv": rewrite_csv,
    ".csv.gz": lambda file, new, contract, wanted: rewrite_csv(file, new, contract, wanted, True),
    ".xlsx": rewrite_excel,
    ".parquet": rewrite_parquet,
}
STAGED = ".erasing-"


@dataclass(frozen=True)
class Rewritten:
    """A new file beside the old one, without ``rows`` of its rows."""

    file: FoundFile
    identity: Identity
    new: Path
    new_identity: Identity
    rows: int


def rewritten(file: FoundFile, wanted: Wanted) -> Rewritten | None:
    """Write the file anew beside itself; None when it holds nobody who is meant.

    ``DeliveryRefusedError`` when it cannot be read as loading reads it, ``UnsearchableError`` when
    its bytes cannot, ``ErasureRefusedError`` when a number would stay in it.
    """
    delivered_on = file.check_place_and_name(tuple(load_contracts()))
    contract = load_contracts()[file.source].on(delivered_on)
    with file.open() as content:
        identity = Identity.of(file.source, content)
        for _ in read_delivery(content, file.ending, contract).batches:
            pass  # whether it can be read to its end is only known there
        new = staged_beside(file.path)
        rows = _write(content, new, file, contract, wanted)
    with new.open("rb") as written:
        new_identity = Identity.of(file.source, written)
    if rows == 0 and not holds_persons(file.path, wanted):
        new.unlink()
        return None
    if holds_persons(new, wanted):
        new.unlink()
        raise ErasureRefusedError(
            f"raw/{file.source}/{file.name} holds a person in a place from which no row can be "
            "taken. Nothing has changed. Erase the whole delivery first: "
            f"`noegletal erase --delivery {identity.delivery_id}`."
        )
    return Rewritten(file, identity, new, new_identity, rows)


def staged_beside(path: Path) -> Path:
    """Where the new file waits; the name says nothing, and no delivery begins with a dot."""
    return path.with_name(f"{STAGED}{abs(hash(path.name)):x}")


def discard_staged(raw: Path) -> None:
    """Remove what an interrupted erasure has left before it began."""
    for left_over in raw.glob(f"*/{STAGED}*"):
        left_over.unlink()


def _write(
    content: BinaryIO, new: Path, file: FoundFile, contract: Contract, wanted: Wanted
) -> int:
    try:
        with new.open("xb") as out:
            new.chmod(file.path.stat().st_mode & 0o777)
            return _REWRITERS[file.ending](content, out, contract, wanted)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
