"""What to do after a run: one sentence for each kind of trouble, the most urgent first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from models.column import Label
from models.contract import load_contracts
from pipelines.deliveries.outcome_record import OutcomeRecord
from pipelines.home import Home
from pipelines.operations.our_words import fit_to_tell
from pipelines.operations.readers_release import ReadersRelease
from pipelines.operations.run_events import RunEvents

if TYPE_CHECKING:
    from pipelines.operations.findings import Finding


def advice(
    run: RunEvents,
    home: Home,
    deliveries: Sequence[OutcomeRecord],
    findings: Sequence[Finding],
    release: ReadersRelease | None,
) -> tuple[Label, ...]:
    """Nothing when there is nothing to do."""
    return (
        *_after_a_failure(run, home, release),
        *_hand_back(deliveries),
        *_look_at_checks(run, home),
        *_ask_for(findings),
        *_look_at_figures(findings),
    )


def _after_a_failure(run: RunEvents, home: Home, release: ReadersRelease | None) -> Iterator[Label]:
    if run.outcome == "succeeded":
        return
    readers = _readers(release)
    if run.will_be_retried:
        yield Label(
            da=f"Intet endnu: den forsøges igen af sig selv. {readers.da}",
            en=f"Nothing yet: it is tried again by itself. {readers.en}",
        )
        return
    command = "noegletal release" if run.job == "release" else "noegletal refresh"
    yield Label(
        da=f"Ret det, der fejlede, og kør: {command} --home {home.path} (eller vent på den næste "
        f"nat). {readers.da}",
        en=f"Mend what failed, and run: {command} --home {home.path} (or wait for the next night). "
        f"{readers.en}",
    )


def _readers(release: ReadersRelease | None) -> Label:
    if release is None:
        return Label(da="Læserne har ingen udgivelse endnu.", en="Readers have no release yet.")
    return Label(
        da=f"Læserne har stadig udgivelse {release.number}.",
        en=f"Readers still have release {release.number}.",
    )


def whom_to_ask(source: str) -> Label:
    """Who hands in a source, in short; whoever put the file there when there is no such source."""
    contract = load_contracts().get(source)
    if contract is None:
        return Label(da="den, der lagde filen der", en="whoever put the file there")
    return Label(da=_short(contract.contact.da), en=_short(contract.contact.en))


def _short(contact: str) -> str:
    """Without what each of them is asked about, which the source's page says."""
    return re.sub(r" \([^)]*\)", "", contact)


def _hand_back(deliveries: Iterable[OutcomeRecord]) -> Iterator[Label]:
    count = sum(file.outcome == "refused" for file in deliveries)
    if count:
        yield Label(
            da=f"Send de afviste filer tilbage ({count}); hvorfor og til hvem står ved hver.",
            en=f"Hand back the refused files ({count}); why and to whom is said of each.",
        )


def _look_at_checks(run: RunEvents, home: Home) -> Iterator[Label]:
    page = home.path / "checks" / "index.html"
    if any(check.is_of_a_source for check in run.checks):
        yield _clean(
            f"Se, hvad der bryder kontrollerne af leverancerne: {page}.",
            f"See what breaks the checks of the deliveries: {page}.",
        )
    for check in run.checks:
        if not check.is_of_a_source:
            yield _clean(
                f"Se kontrollen {check.name} i webgrænsefladen: /assets/{check.asset}?view=checks",
                f"See the check {check.name} in the web interface: "
                f"/assets/{check.asset}?view=checks",
            )


def _ask_for(findings: Iterable[Finding]) -> Iterator[Label]:
    late = sorted({f.subject for f in findings if f.kind in ("late", "vanished")})
    for subject in late:
        contract = load_contracts().get(subject.partition("/")[0])
        if contract is not None:
            yield _clean(
                f"Ryk for {contract.label.da}: {whom_to_ask(contract.source).da}.",
                f"Ask for {contract.label.en}: {whom_to_ask(contract.source).en}.",
            )


def _look_at_figures(findings: Iterable[Finding]) -> Iterator[Label]:
    kinds = {finding.kind for finding in findings}
    if "accepted_share" in kinds:
        yield Label(
            da="Se, hvorfor flere rækker afvises end før: noegletal feedback LEVERANCE.",
            en="See why more rows are rejected than before: noegletal feedback DELIVERY.",
        )
    if "unusual_change" in kinds:
        yield Label(
            da="Se, om de tal er rigtige, der har flyttet sig mere, end de plejer: "
            "noegletal show NØGLETAL --unprotected.",
            en="See whether the figures are right that moved more than they usually do: "
            "noegletal show KEY_FIGURE --unprotected.",
        )


def _clean(da: str, en: str) -> Label:
    return Label(da=fit_to_tell(da), en=fit_to_tell(en))
