"""A delivery's file to a reading, by the ending of its name."""

from __future__ import annotations

from typing import BinaryIO

from models.contract import Contract
from pipelines.deliveries.excel import read_excel
from pipelines.deliveries.grid import Reading
from pipelines.deliveries.parquet import read_parquet
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.tabular import read_csv


def read_delivery(file: BinaryIO, ending: str, contract: Contract) -> Reading:
    """Understand a file's header and get ready to read its rows in batches.

    ``file`` is seekable and stays open for as long as the batches are wanted. Raises
    ``DeliveryRefusedError``, here or among the batches, when it cannot be trusted as a whole.
    """
    match ending:
        case ".csv":
            return read_csv(file, contract)
        case ".csv.gz":
            return read_csv(file, contract, is_packed=True)
        case ".xlsx":
            return read_excel(file, contract)
        case ".parquet":
            return read_parquet(file, contract)
        case _:
            raise DeliveryRefusedError("unknown_format")
