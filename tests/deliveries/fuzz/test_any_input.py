"""Hypothesis looks for bytes, structures and values of every contract that stop the reader."""

from __future__ import annotations

import csv
import gzip
import io
from functools import cache

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.contract import Contract, load_contracts
from pipelines.deliveries.arriving import arriving
from pipelines.deliveries.discover import ENDINGS
from pipelines.deliveries.examine import examine
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.read import read_delivery
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.keys import Key
from tests.deliveries.cases.lines import physical_lines
from tests.deliveries.fuzz.plausible import DELIVERED_ON, KEY
from tests.deliveries.fuzz.spoil import JUNK

PSEUDONYMISER = Pseudonymiser(Key(1, KEY))
CONTRACTS = load_contracts()
EXAMPLES = settings(max_examples=60, deadline=None)
# Lone surrogates are in no file that was decoded.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
CELLS = st.one_of(TEXT, st.sampled_from(JUNK))
every_contract = pytest.mark.parametrize("source", CONTRACTS)


def judge(data: bytes, ending: str, contract: Contract) -> None:
    """The file is refused with a sentence, or every line of it has exactly one end."""
    with _database().cursor() as connection, arriving(connection, contract) as tables:
        try:
            reading = read_delivery(io.BytesIO(data), ending, contract)
            examined = examine(
                tables, reading, contract, DELIVERED_ON, PSEUDONYMISER, lambda *_: None
            )
        except DeliveryRefusedError as refused:
            assert refused.sentence.da and refused.sentence.en
            return
        rejected = connection.execute(
            "select line, message_da, message_en from arriving_rejections"
        ).fetchall()
        accepted = connection.execute("select line from arriving_rows").fetchall()
    assert all(da and en for _, da, en in rejected)
    lines = [line for line, *_ in rejected + accepted]
    assert len(set(lines)) == len(lines) == examined.lines_read
    assert examined.lines_read + examined.lines_structural in physical_lines(data, "x" + ending)


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """One for all examples: starting DuckDB takes as long as judging a file. Tables are temporary,
    those of a cursor."""
    return duckdb.connect()


def header_of(contract: Contract) -> list[str]:
    return [c.delivered_as for c in contract.columns if c.name != contract.extra_dimensions]


@every_contract
@EXAMPLES
@given(data=st.binary(max_size=300))
def test_bytes_under_a_header(source: str, data: bytes) -> None:
    contract = CONTRACTS[source]
    judge(";".join(header_of(contract)).encode() + b"\n" + data, ".csv", contract)


@pytest.mark.parametrize("ending", ENDINGS)
@EXAMPLES
@given(data=st.binary(max_size=300))
def test_bytes_of_any_ending(ending: str, data: bytes) -> None:
    judge(gzip.compress(data) if ending == ".csv.gz" else data, ending, CONTRACTS["pl_indeks"])


@every_contract
@EXAMPLES
@given(data=st.data())
def test_structure(source: str, data: st.DataObject) -> None:
    """Any names beside and instead of the contract's, rows of any width, any delimiter and end."""
    contract = CONTRACTS[source]
    names = st.one_of(st.sampled_from(header_of(contract)), TEXT)
    header = data.draw(st.one_of(st.permutations(header_of(contract)), st.lists(names, min_size=1)))
    more = data.draw(st.lists(names, max_size=2))
    rows = data.draw(st.lists(st.lists(CELLS, max_size=len(header) + 2), max_size=5))
    above = data.draw(st.lists(TEXT, max_size=3))
    file = io.StringIO(newline="")
    file.write("".join(line + "\n" for line in above))
    writer = csv.writer(
        file,
        delimiter=data.draw(st.sampled_from(";,\t")),
        lineterminator=data.draw(st.sampled_from(["\n", "\r\n", "\r"])),
        quoting=data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
    )
    writer.writerows([[*header, *more], *rows])
    judge(file.getvalue().encode(), ".csv", contract)


@every_contract
@EXAMPLES
@given(data=st.data())
def test_values(source: str, data: st.DataObject) -> None:
    """Whatever stands in a cell, its row is accepted or rejected."""
    contract = CONTRACTS[source]
    header = header_of(contract)
    row = st.lists(CELLS, min_size=len(header), max_size=len(header))
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [header, *data.draw(st.lists(row, max_size=5))]
    )
    judge(file.getvalue().encode(), ".csv", contract)
