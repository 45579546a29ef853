"""Whose deliveries are accepted clearly less than before: a share of rows, source by source.

Compared are deliveries of the same municipality, or those of several; a delivery whose rows are all
accepted has the share 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from models.column import Label
from models.days import in_words
from pipelines.operations.findings.capped import capped
from pipelines.operations.findings.finding import Finding
from pipelines.operations.findings.ledger import Delivered, Ledger
from pipelines.operations.findings.names import source_of, subject

# A drop is told when it is both more than chance gives in a file of that size, and large enough to
# matter to a figure.
_STANDARD_DEVIATIONS = 4.0
_MATTERS = 0.02


@dataclass(frozen=True)
class Share:
    """The share of the newest delivery, and of those before it taken together.

    ``before`` is None when it is the first one.
    """

    newest: Delivered
    area_code: str | None
    share: float
    before: float | None
    has_dropped: bool


def accepted_shares(ledger: Ledger) -> list[Share]:
    """One for each source and sender with a delivery that has rows."""
    series: dict[tuple[str, str], list[Delivered]] = {}
    for source, delivered in ledger.by_source.items():
        for each in delivered:
            if each.lines_read:
                series.setdefault((source, _sender(each) or ""), []).append(each)
    return [_share(series[key], key[1] or None) for key in sorted(series)]


def accepted_share(ledger: Ledger) -> Iterator[Finding]:
    """A finding for each sender whose newest delivery has dropped."""
    shares = accepted_shares(ledger)
    for source in ledger.by_source:
        dropped = [each for each in shares if each.newest.source == source and each.has_dropped]
        yield from capped([_dropped(each) for each in dropped], "accepted_share", source, _MORE)


def _sender(delivered: Delivered) -> str | None:
    """Its only municipality."""
    codes = delivered.area_codes
    return next(iter(codes)) if len(codes) == 1 else None


def _share(deliveries: Sequence[Delivered], area_code: str | None) -> Share:
    *before, newest = deliveries
    share = newest.lines_accepted / newest.lines_read
    if not before:
        return Share(newest, area_code, share, None, False)
    usual = median(each.lines_accepted / each.lines_read for each in before)
    rejected = newest.lines_read - newest.lines_accepted
    expected = newest.lines_read * (1 - usual)
    # Anscombe's root (see ``unusual_change``): 1 is one standard deviation of a Poisson count.
    more_than_chance = 2 * (sqrt(rejected + 3 / 8) - sqrt(expected + 3 / 8))
    has_dropped = more_than_chance > _STANDARD_DEVIATIONS and usual - share > _MATTERS
    return Share(newest, area_code, share, usual, has_dropped)


def _dropped(found: Share) -> Finding:
    name, day = source_of(found.newest.source, found.area_code), in_words(found.newest.delivered_on)
    return Finding(
        "accepted_share",
        subject(found.newest.source, found.area_code),
        Label(
            da=f"{name.da}: af leverancen af {day.da} er en klart mindre del af rækkerne godkendt "
            f"end før ({found.share:.0%} mod {found.before or 0:.0%}).",
            en=f"{name.en}: of the delivery of {day.en} a clearly smaller share of the rows is "
            f"accepted than before ({found.share:.0%} against {found.before or 0:.0%}).",
        ),
    )


_MORE = Label(
    da="har fået en klart mindre del af rækkerne godkendt end før",
    en="have had a clearly smaller share of their rows accepted than before",
)
