"""The catalogue of bad input: every habit that was thought of, and what becomes of its file.

Each group is a module whose cases were either promised ("Bad input that must be handled") or
invented from the habits of those who deliver. ``docs/bad_input.md`` is made from them.
"""

from tests.deliveries.cases import (
    codes,
    cpr,
    dates,
    duplicates,
    encoding,
    excel,
    exchanged,
    files,
    numbers,
    parquet,
    statbank,
    structure,
)
from tests.deliveries.cases.case import Case

GROUPS = (
    encoding, structure, numbers, statbank, dates, codes, cpr, exchanged, duplicates,
    excel, parquet, files,
)  # fmt: skip
CASES: tuple[Case, ...] = tuple(case for group in GROUPS for case in group.CASES)
