"""Records of CSV to columns by Arrow, told everything, so that it guesses and changes nothing."""

from __future__ import annotations

import codecs

import pyarrow as pa
import pyarrow.csv

from pipelines.deliveries.csv_header import Layout
from pipelines.deliveries.grid import TEXT


def columns_of(data: memoryview, layout: Layout, has_quotes: bool) -> dict[int, pa.DictionaryArray]:
    """The needed columns of records that all have the header's width, by position in the file.

    ``data`` is UTF-8; ``has_quotes`` says whether a quotation mark quotes or is text.
    """
    header = layout.header
    needed = sorted({*header.positions.values(), *header.dimensions.values()})
    if not data:
        return {place: pa.array([], TEXT) for place in needed}
    if bytes(data[:3]) == codecs.BOM_UTF8:
        # Arrow would take it away, but in the middle of a file it is a character like others.
        data = memoryview(b"".join([codecs.BOM_UTF8, data]))
    names = {place: str(place) for place in needed}
    table = pa.csv.read_csv(
        pa.py_buffer(data),
        read_options=pa.csv.ReadOptions(
            use_threads=False,
            block_size=len(data) + 1,  # all of it at once
            column_names=[str(place) for place in range(header.width)],
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char='"' if has_quotes else False,
            double_quote=has_quotes,
            escape_char=False,
            newlines_in_values=has_quotes,
            ignore_empty_lines=False,
        ),
        convert_options=pa.csv.ConvertOptions(
            include_columns=list(names.values()),
            column_types=dict.fromkeys(names.values(), TEXT),
            null_values=[],
            strings_can_be_null=False,
        ),
    )
    return {place: table.column(name).chunk(0) for place, name in names.items()}
