"""Rows with mistakes such as real deliveries have; every one of them must be rejected."""

from __future__ import annotations

from .writing import Row

# The persons are replacement numbers like all others, and stand in no other row.
PLACEMENTS: tuple[Row, ...] = (
    ("610203-4990", "510", "77", "2015-03-01", "", "", "n", ""),  # no such place
    ("610203-4991", "510", "21", "2016-02-30", "", "", "n", ""),  # no such day
    ("610203-4992", "510", "21", "2016-05-01", "2016-04-01", "", "n", ""),  # ends before it starts
    ("993303-4993", "510", "9", "2016-05-01", "", "", "n", ""),  # nobody's number
)
MEASURES: tuple[Row, ...] = (
    ("610203-4994", "657", "SEL-52-3.7", "01-03-2015", "", "", "Nord"),  # no such measure
    ("610203-4995", "657", "SEL-52-3.3", "01-03-15", "", "", "Syd"),  # two-digit year
    ("610203-4996", "999", "SEL-52-3.3", "01-03-2015", "", "", "Syd"),  # no such municipality
)
ANSWERS: tuple[Row, ...] = (
    (
        "myndighed_2017",
        2017,
        "657",
        "authority",
        "A17-657-900",
        "mulighed_for_opfoelgning",
        "6",
        "n",
    ),
)
ACCOUNTS: tuple[Row, ...] = (
    (
        "657",
        2014,
        "5.28.20",
        "003",
        "3",
        "12,5",
        "regnskab",
        "Opholdssteder",
    ),  # kind of posting unknown
)
