"""Who vanished: a municipality that is gone from a delivery of several, or whose rows are gone.

A municipality that delivers for itself cannot vanish before it is late (``late.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from models.column import Label
from models.days import in_words
from pipelines.operations.findings.capped import capped
from pipelines.operations.findings.finding import Finding
from pipelines.operations.findings.ledger import Delivered, Ledger
from pipelines.operations.findings.names import area, source_of, subject

# A delivery of fewer of the former's municipalities is another kind of delivery: one part of a
# national extract that came in several, or corrections for some.
_OF_THE_SAME_KIND = 0.5


def vanished(ledger: Ledger) -> Iterator[Finding]:
    """A finding for each municipality and source, the same one only once."""
    for source, delivered in ledger.by_source.items():
        found = vanished_from(source, delivered)
        yield from capped(list(found.values()), "vanished", source, _MORE)


def vanished_from(source: str, delivered: tuple[Delivered, ...]) -> dict[str, Finding]:
    """What is to be said of each municipality that vanished from a source, by its code."""
    found = dict(_emptied(source, delivered)) | dict(_left_out(source, delivered))
    return dict(sorted(found.items()))


def _left_out(source: str, delivered: tuple[Delivered, ...]) -> Iterator[tuple[str, Finding]]:
    """Those of the delivery of several before the newest one who have not come since."""
    broad = [each for each in delivered if len(each.area_codes) > 1]
    for newest, before in zip(broad[:0:-1], broad[-2::-1], strict=True):
        both = newest.area_codes & before.area_codes
        is_next = not before.periods or max(newest.periods, default="") > max(before.periods)
        if is_next and len(both) >= _OF_THE_SAME_KIND * len(before.area_codes):
            since = delivered[delivered.index(before) + 1 :]
            came = frozenset[str]().union(*(each.area_codes for each in since))
            for code in before.area_codes - came:
                yield code, _gone(source, code, newest, before)
            return


def _emptied(source: str, delivered: tuple[Delivered, ...]) -> Iterator[tuple[str, Finding]]:
    """Those of whom a delivery in force has no row where an earlier one had some."""
    had: dict[str, int] = {}
    for scope in (scope for each in delivered for scope in each.scopes):
        is_emptied = scope.is_in_force and not scope.rows_accepted and had.get(scope.scope)
        if is_emptied and scope.area_code is not None:
            yield scope.area_code, _no_rows(source, scope.area_code, scope.period)
        had[scope.scope] = scope.rows_accepted


def _gone(source: str, code: str, newest: Delivered, before: Delivered) -> Finding:
    name = source_of(source)
    day, earlier = in_words(newest.delivered_on), in_words(before.delivered_on)
    return Finding(
        "vanished",
        subject(source, code),
        Label(
            da=f"{name.da}: {area(code)} er ikke med i leverancen af {day.da}, men var med i den "
            f"af {earlier.da}.",
            en=f"{name.en}: {area(code)} is not in the delivery of {day.en}, and was in the one "
            f"of {earlier.en}.",
        ),
    )


def _no_rows(source: str, code: str, period: str | None) -> Finding:
    name = source_of(source, code)
    of = Label(da=f" for {period}", en=f" for {period}") if period else Label(da="", en="")
    return Finding(
        "vanished",
        subject(source, code),
        Label(
            da=f"{name.da}: der var rækker{of.da}, og den nyeste leverance har ingen.",
            en=f"{name.en}: there were rows{of.en}, and the newest delivery has none.",
        ),
    )


_MORE = Label(da="er forsvundet", en="have vanished")
