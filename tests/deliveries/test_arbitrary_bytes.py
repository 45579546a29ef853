"""Whatever lies in the folder: the reader answers with rows or a sentence, never with an error."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.contract import load_contract, load_contracts
from pipelines.deliveries.columns import parse_column
from pipelines.deliveries.discover import ENDINGS
from pipelines.deliveries.examine import examine
from pipelines.deliveries.pseudonym import Pseudonymiser
from pipelines.deliveries.read import read_grid
from pipelines.deliveries.sentences import DeliveryRefusedError

PSEUDONYMISER = Pseudonymiser(bytes(32))
HEADERS = {
    source: ";".join(column.delivered_as for column in contract.columns)
    for source, contract in load_contracts().items()
    if source != "befolkning"
} | {"befolkning": "OMRÅDE;ALDER;TID;INDHOLD;KØN;HERKOMST"}
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "657", "6101054001", "2016-01-31", "1.234,5", "..", "2014/15", "SEL-50"]),
)


def check(data: bytes, ending: str, source: str) -> None:
    contract = load_contract(source)
    try:
        grid = read_grid(data, ending, contract)
    except DeliveryRefusedError as refused:
        assert refused.sentence.da and refused.sentence.en
        return
    examined = examine(grid, contract, date(2018, 5, 31), PSEUDONYMISER)
    assert examined.lines_read == len(examined.accepted) + len(examined.rejected)


@given(st.binary(max_size=300), st.sampled_from(ENDINGS))
def test_any_bytes(data: bytes, ending: str) -> None:
    check(data, ending, "pl_indeks")


@given(st.sampled_from(sorted(HEADERS)), st.binary(max_size=300))
def test_any_bytes_under_a_header(source: str, data: bytes) -> None:
    check(HEADERS[source].encode() + b"\n" + data, ".csv", source)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(HEADERS)), st.data())
def test_any_cells_under_a_header(source: str, data: st.DataObject) -> None:
    width = HEADERS[source].count(";") + 1
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5))
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\n".join([HEADERS[source], *quoted])
    check(text.encode(errors="replace"), ".csv", source)


@pytest.mark.parametrize("source", sorted(HEADERS))
@given(text=st.text())
def test_any_text_in_any_column(source: str, text: str) -> None:
    import pyarrow as pa

    try:
        texts = pa.array([text], pa.string())
    except UnicodeEncodeError:  # a lone surrogate: no decoded file holds one
        return
    for column in load_contract(source).columns[:8]:
        parsed = parse_column(column, texts, PSEUDONYMISER.parse)
        assert len(parsed.values) == len(parsed.problems) == 1
