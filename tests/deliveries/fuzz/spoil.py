"""What happens to good files on their way: to their structure, their values and their bytes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from models.contract import ColumnType, load_contracts
from tests.deliveries.fuzz.plausible import Good, Raw, Row, good_file

JUNK = (
    "", " ", "NULL", "N/A", "-", "--", "..", ".", ",", ";", '"', "'", "0", "-1", "1e5", "1,23E+05",
    "nan",
    "inf", "999999999999999999", "1.234,50", "1,234.50", "(5)", "5-", "−5", "½", "²", "٣", "６５７",
    "\u00a0", "\u200b", "\ufeff", "\u202e657", "\u00ad", "\x00", "\x1a", "\x0b", "\x0c", "\x1e",
    "\x85",
    "\u2028", "00-00-0000", "31-02-2016", "31-01-16", "9999-12-31", "31-12-9999", "1900-01-00",
    "2016-01-31T00:00:00", "2016-01-31 23:59", "42400", "2014/15", "14/15", "2016K1", "2016K5",
    "I alt",
    "I ALT", "TOT", "657", "0657", "677", "999", "Herning", "Herning Kommune", "#N/A", "#I/T",
    "#DIV/0!",
    "=1+1", "+1", "@x", "j", "ja", "x", "1", "true", "5.28.20", "528.2", "0000000000", "6101054002",
    "610105-4002", "101985008", "6201054018,0", "3102054018", "A\u030a", "😀", "a\nb", "a\r\nb",
    "a;b",
    "a" * 5000, "<5", "< 5", "5,0", "5.0", "5.000", "005", "SEL-50", "sel-50", "<script>", "../..",
)  # fmt: skip

_NO_NUMBERS = ("1,234.50", "1,23E+05", "1e5", "nan", "(5)", "½", "²", "٣", "６５７", "2014/15")
# What a column of a type must never take in, whatever is normalised.
HOPELESS: dict[ColumnType, tuple[str, ...]] = {
    "cpr": ("0000000000", "3102054018", "657", "Herning", "1e5"),
    "municipality": ("677", "999", "Herning", "Herning Kommune", "６５７", "1e5"),
    "area": ("677", "999", "Herning Kommune", "６５７"),
    "measure": ("657", "Herning", "nan"),
    "placement_place": ("657", "Herning", "²"),
    "date": ("31-02-2016", "00-00-0000", "31-01-16", "42400", "2014/15", "nan", "٣"),
    "boolean": ("x", "657", "²"),
    "amount": _NO_NUMBERS,
    "integer": (*_NO_NUMBERS, "5.000", "1.234,50"),
    "wellbeing_answer": (*_NO_NUMBERS, "5.000", "657"),
    "year": ("31-01-16", "14/15", "677", "1,23E+05"),
    "school_year": ("14/15", "2016K1", "657"),
    "account_function": ("657", "Herning", "1,23E+05"),
    "statbank_quarter": ("2016K5", "2014/15", "657"),
    "statbank_count": (*_NO_NUMBERS, "-1"),
    "statbank_age": ("657", "Herning", "½", "２"),
}
# In place of what a row must become: the column for whose sake it must be rejected.
MUST_GO = "must be rejected for"


@dataclass
class Table:
    """A file on its way: header and rows as texts, and what each must become.

    That is None once a row was touched, unless it must be rejected (``MUST_GO``).
    """

    good: Good
    header: list[str]
    rows: list[tuple[list[str], Raw | None]]

    @classmethod
    def of(cls, good: Good) -> Table:
        """The file as it was."""
        return cls(good, list(good.header), [(list(r.cells), r.raw) for r in good.rows])

    def move(self, order: list[int]) -> None:
        """Columns in another order, some of them gone or doubled."""
        self.header = [self.header[i] for i in order]
        self.rows = [([c[i] for i in order if i < len(c)], raw) for c, raw in self.rows]


def spoil_table(random: Random, table: Table) -> None:
    """One to three things that programs and people do to a table."""
    for _ in range(random.randint(0, 2)):
        random.choice(
            (_reorder, _drop, _double, _rename, _add, _values, _rows, _cut, _hopeless, _hopeless)
        )(random, table)


def spoil_bytes(random: Random, data: bytes) -> bytes:
    """One to four things that happen to bytes."""
    for _ in range(random.choice((0, 0, 0, 1, 1, 3))):
        if not data:
            return data
        at = random.randrange(len(data))
        to = min(len(data), at + random.choice((1, 1, 2, 8, 64)))
        piece = data[at:to]
        data = random.choice(
            (
                lambda d, a=at, t=to: d[:a] + d[t:],
                lambda d, a=at, p=piece: d[:a] + p + d[a:],
                lambda d, a=at: d[:a] + bytes([d[a] ^ 1 << random.randrange(8)]) + d[a + 1 :],
                lambda d, a=at: d[:a] + random.randbytes(random.choice((1, 2, 5))) + d[a:],
                lambda d, a=at: d[:a] + random.choice(_TOKENS) + d[a:],
                lambda d, a=at: d[:a],
                lambda d, a=at, t=to: d[t:] + d[:a],
            )
        )(data)
    return data


_TOKENS = (
    b'"', b"\n", b"\r", b"\r\n", b"\n\n", b";", b",", b"\t", b"\0", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\x1a",
    b'""', b"'", b"\xc3", b"\xe6", b"\xc3\xa6", b"\xe2\x80\xa8", b"\x85", b"sep=;\n", b"\\", b" ",
    b"\xa0",
)  # fmt: skip


def _reorder(random: Random, table: Table) -> None:
    order = list(range(len(table.header)))
    random.shuffle(order)
    table.move(order)


def _drop(random: Random, table: Table) -> None:
    gone = random.randrange(len(table.header))
    if len(table.header) > 1:
        table.move([i for i in range(len(table.header)) if i != gone])


def _double(random: Random, table: Table) -> None:
    table.move([*range(len(table.header)), random.randrange(len(table.header))])


def _rename(random: Random, table: Table) -> None:
    at = random.randrange(len(table.header))
    name = table.header[at]
    table.header[at] = random.choice(
        (
            name.upper(),
            f" {name} ",
            name[:-1],
            f"{name} (kr.)",
            "",
            "navn",
            f'"{name}"',
            name + "\u200b",
        )
    )


def _add(random: Random, table: Table) -> None:
    table.header.append(random.choice(("note", "sagsbehandler", "", "6101054002", table.header[0])))
    table.rows = [([*cells, random.choice(JUNK)], raw) for cells, raw in table.rows]
    if table.good.contract.extra_dimensions or table.header[-1] == table.header[0]:
        table.rows = [(cells, None) for cells, _ in table.rows]


def _values(random: Random, table: Table) -> None:
    for _ in range(random.randint(1, 4)):
        if not table.rows:
            return
        row, column = random.randrange(len(table.rows)), random.randrange(len(table.header))
        cells = list(table.rows[row][0])
        if column >= len(cells):
            continue
        other = random.choice(table.rows)[0]
        value = random.choice((random.choice(JUNK), random.choice(other) if other else ""))
        if cells[column] != value:
            cells[column] = value
            table.rows[row] = (cells, None)


def _hopeless(random: Random, table: Table) -> None:
    """One cell of a good row gets what its column must never take in."""
    columns = {column.delivered_as: column for column in table.good.contract.columns}
    at = random.randrange(len(table.header))
    column = columns.get(table.header[at])
    good = [n for n, (_, raw) in enumerate(table.rows) if raw is not None and MUST_GO not in raw]
    if column is None or column.type not in HOPELESS or not good:
        return
    row = random.choice(good)
    cells = list(table.rows[row][0])
    cells[at] = random.choice(HOPELESS[column.type])
    table.rows[row] = (cells, {MUST_GO: column.delivered_as})


def _rows(random: Random, table: Table) -> None:
    if not table.rows:
        return
    at = random.randrange(len(table.rows))
    more: tuple[list[str], Raw | None] = random.choice(
        (
            table.rows[at],
            (list(table.header), None),
            ([""] * len(table.header), None),
            (["I alt", *[""] * (len(table.header) - 1)], None),
            (list(_another(random).cells), None),
        )
    )
    table.rows.insert(random.randrange(len(table.rows) + 1), more)


def _cut(random: Random, table: Table) -> None:
    if table.rows:
        at = random.randrange(len(table.rows))
        cells, _ = table.rows[at]
        table.rows[at] = (random.choice((cells[:-1], [*cells, "x"], cells[1:])), None)


def _another(random: Random) -> Row:
    """A row of any source."""
    return good_file(random, random.choice(list(load_contracts().values()))).rows[0]
