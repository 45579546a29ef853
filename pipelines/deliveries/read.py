"""A delivery's bytes to a grid, by the ending of its name."""

from __future__ import annotations

from models.contract import Contract
from pipelines.deliveries.decode import unpack
from pipelines.deliveries.excel import read_excel
from pipelines.deliveries.grid import Grid
from pipelines.deliveries.parquet import read_parquet
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.tabular import read_csv


def read_grid(data: bytes, ending: str, contract: Contract) -> Grid:
    """The text cells of a file; ``DeliveryRefusedError`` when it cannot be trusted as a whole."""
    match ending:
        case ".csv":
            return read_csv(data, contract)
        case ".csv.gz":
            return read_csv(unpack(data), contract)
        case ".xlsx":
            return read_excel(data, contract)
        case ".parquet":
            return read_parquet(data, contract)
        case _:
            raise DeliveryRefusedError("unknown_format")
