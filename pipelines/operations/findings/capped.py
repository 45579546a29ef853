"""The most that is said of one source or key figure; the rest is counted."""

from __future__ import annotations

from collections.abc import Sequence

from models.catalogue import load_catalogue
from models.column import Label
from models.contract import load_contracts
from pipelines.operations.findings.finding import Finding, Kind

# As many as somebody reads before asking what they have in common.
MOST = 5


def capped(
    found: Sequence[Finding], kind: Kind, what: str, of_the_others: Label
) -> Sequence[Finding]:
    """The first of them, and one that says how many municipalities more it is true of.

    ``what`` is the source or key figure; ``of_the_others`` what is said of them (``are late``).
    """
    others = len(found) - MOST
    if others < 2:  # to count one takes as long as to name it
        return found
    contract, figure = load_contracts().get(what), load_catalogue().get(what)
    label = contract.label if contract else figure.label if figure else Label(da=what, en=what)
    sentence = Label(
        da=f"{label.da}: yderligere {others} kommuner {of_the_others.da}.",
        en=f"{label.en}: and {others} more municipalities {of_the_others.en}.",
    )
    return [*found[:MOST], Finding(kind, what, sentence)]
