"""A good file of the price index, under all kinds of names."""

from __future__ import annotations

from collections.abc import Callable

from tests.deliveries.cases.case import Case, Outcome, put
from tests.deliveries.cases.layouts import PRICES
from tests.deliveries.folder import Folder

GROUP = "files"
Place = Callable[[Folder, Case], None]
INDEX = PRICES.lines(PRICES.line(PRICES.other))


def accepted(
    name: str, looks: str, file_name: str, data: bytes = INDEX, place: Place = put
) -> Case:
    return Case(
        name, GROUP, looks, "pl_indeks", Outcome.ACCEPTED, lambda: data, file_name, place=place,
        select="aar", values=((2016,), (2017,)),
    )  # fmt: skip


def refused(
    name: str,
    looks: str,
    file_name: str,
    rule: str,
    data: bytes = INDEX,
    place: Place = put,
) -> Case:
    return Case(
        name, GROUP, looks, "pl_indeks", Outcome.REFUSED, lambda: data, file_name, rule, place=place
    )


def overlooked(name: str, looks: str, file_name: str) -> Case:
    return Case(
        name, GROUP, looks, "pl_indeks", Outcome.UNCHANGED, lambda: INDEX, file_name, notes=None
    )
